using Classroom.Storage.Tests.Backup;
using Classroom.Storage.Tests.Lessons;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Classroom.Storage.Tests;

internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        [DyingWriter.Command, var file, var seed] => DyingWriter.RunAsync(file, int.Parse(seed)),
        [DyingHolder.Command, var path] => DyingHolder.RunAsync(path),
        _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") => TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
