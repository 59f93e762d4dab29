using Classroom.Gateway.Identity.Passwords;
using Classroom.Ports.Identity;
using Classroom.SingleNode.Demo;

namespace Classroom.SingleNode.Hosting;

/// <summary>Prepares a node that starts for the first time, and tells whoever started it how to go on.</summary>
internal sealed class Welcome(NodeSettings settings, AdministratorSetup administrators, DemoSchool demo, IKeyStore keys, TimeProvider time)
{
    private const string Kind = "node";
    private const string Prepared = "prepared";

    public async Task PrintAsync(IReadOnlyCollection<string> urls, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"""

            Classroom is running.
              Address   {string.Join("  ", urls)}
              Data      {settings.Data}
            """);
        if ((await keys.ReadAsync(Kind, cancellationToken)).IsEmpty)
        {
            if (settings.MakesDemo)
            {
                await output.WriteLineAsync("  Making the demo school …");
                await PrintAsync(await demo.MakeAsync(cancellationToken), output);
            }

            // Last: a start that was cut short before prepares again.
            await keys.KeepAsync(Kind, new(Prepared, time.GetUtcNow().ToString("O")), cancellationToken);
        }

        if (await administrators.PrepareAsync(cancellationToken) is { } setup)
        {
            await output.WriteLineAsync($"""

                First administrator (this link works once, until {setup.ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC; a restart prints a new one)
                  {NodeSettings.PageOf(urls)}{setup.Path}
                """);
        }

        await output.WriteLineAsync("\nCtrl-C stops it.");
        await output.FlushAsync(cancellationToken);
    }

    private static Task PrintAsync(DemoSignIns signIns, TextWriter output) => output.WriteLineAsync($"""

          Demo sign-ins: shown this once. docs/operations.md, "After an import", says how to make new ones.
            Office    {signIns.Office.Name}: {signIns.Office.Login} / {signIns.Office.Secret}
            Teacher   {signIns.Teacher.Name}: {signIns.Teacher.Login} / {signIns.Teacher.Secret}
            Student   {signIns.Students[0].Name}: school {signIns.School}, code {signIns.Students[0].Secret}
            Student   {signIns.Students[1].Name}: school {signIns.School}, code {signIns.Students[1].Secret}
            Their lesson "{signIns.LessonTitle}" in {signIns.ClassTitle} can start now.
        """);
}
