using Classroom.SingleNode.Commands;
using Classroom.SingleNode.Hosting;

var settings = NodeSettings.FromEnvironment();
string[] configuration = [.. args.Where(IsSetting)];
return await new CommandLine(
    (data, purpose, cancellationToken) => HostedNode.StartAsync(settings, configuration, data, purpose, Console.Out, cancellationToken),
    settings.Data,
    TimeProvider.System,
    Console.Out,
    Console.Error).RunAsync([.. args.Where(argument => !IsSetting(argument))]);

// Settings of the configuration, "--Section:Name=value", may stand beside any command.
static bool IsSetting(string argument) => argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('=', StringComparison.Ordinal);
