using Classroom.SingleNode.Hosting;

return await Node.RunAsync(args);
