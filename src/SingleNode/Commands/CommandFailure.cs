using Classroom.Storage.Backup;
using Classroom.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Classroom.SingleNode.Commands;

/// <summary>What an operator can do something about is a sentence, not a stack trace.</summary>
internal static class CommandFailure
{
    /// <summary>Runs a command; if it fails for a reason outside the program, shows that and returns false.</summary>
    public static async Task<bool> ExplainAsync(Func<Task<bool>> command, Action<string> show)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException exception)
        {
            show(exception.CancellationToken.IsCancellationRequested ? "Cancelled." : exception.Message);
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            show(exception.Message);
        }

        return false;
    }

    private static bool IsExpected(Exception exception) =>
        exception is DataFolderInUseException or BackupRefusedException or IOException or InvalidDataException or UnauthorizedAccessException
            or SqliteException or SqliteSchemaException or OptionsValidationException; // IOException: also an address in use.
}
