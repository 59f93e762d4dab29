using Classroom.Rehearsal;

return await CommandLine.RunAsync(args);
