using Classroom.SingleNode.Hosting;
using Classroom.Storage.Backup;
using Classroom.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Classroom.SingleNode.Commands;

/// <summary>What an operator can do something about is a sentence, not a stack trace.</summary>
internal static class CommandFailure
{
    /// <summary>Runs a command; if it fails for a reason outside the program, shows that.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExplainAsync(Func<Task<bool>> command, Action<string> show)
    {
        try
        {
            return await command() ? ExitCode.Done : ExitCode.Failed;
        }
        catch (OperationCanceledException exception)
        {
            show(exception.CancellationToken.IsCancellationRequested ? "Cancelled." : exception.Message);
        }
        catch (SettingException exception)
        {
            show(exception.Message);
            return ExitCode.NotUnderstood;
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            show(exception.Message);
        }

        return ExitCode.Failed;
    }

    private static bool IsExpected(Exception exception) =>
        exception is DataFolderInUseException or BackupRefusedException or IOException or InvalidDataException or UnauthorizedAccessException
            or SqliteException or SqliteSchemaException; // IOException: also an address in use.
}

/// <summary>How a command ended, for whoever called it.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Refused, or failed and said why.</summary>
    public const int Failed = 1;

    /// <summary>The command, an address or a setting was not understood.</summary>
    public const int NotUnderstood = 2;
}
