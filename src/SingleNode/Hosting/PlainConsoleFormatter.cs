using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Classroom.SingleNode.Hosting;

/// <summary>Log lines that can stand between what is said to an operator: when (UTC), how grave, where, what; an exception on lines of its own.</summary>
internal sealed class PlainConsoleFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plain";

    private const string OwnPrefix = "Classroom.";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var category = logEntry.Category.StartsWith(OwnPrefix, StringComparison.Ordinal) ? logEntry.Category[OwnPrefix.Length..] : logEntry.Category;
        textWriter.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'} {Word(logEntry.LogLevel)} {category}: {logEntry.Formatter(logEntry.State, logEntry.Exception)}"));
        if (logEntry.Exception is { } exception)
        {
            textWriter.WriteLine($"  {exception.ToString().ReplaceLineEndings($"{Environment.NewLine}  ")}");
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Critical => "critical",
        LogLevel.Error => "error",
        LogLevel.Warning => "warning",
        LogLevel.Information => "info",
        _ => "debug",
    };
}
