using Classroom.Client;
using Classroom.Client.Lessons;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Lessons;

var code = args[0]; // A student's personal code: ./run.sh prints two.
using var client = await ClassroomClient.SignInAsync(new Uri("http://localhost:8080"), new CodeSignIn("demo", code));
await using var lesson = await client.JoinAsync(LessonId.Parse("demo~now"));

var answer = await lesson.SendAsync(new RaiseHand()); // Done once, however often the line breaks.
Console.WriteLine(answer.Refusal is { } refusal ? $"Not raised: {refusal}" : "Raised");

await foreach (var update in lesson.ReadUpdatesAsync())
{
    if (update is LessonUpdate.EntryAdded { Entry: { By: { } author, Event: MessagePosted message } })
    {
        Console.WriteLine($"{author}: {message.Text} ({update.View.People.Count} people here)");
    }
}
