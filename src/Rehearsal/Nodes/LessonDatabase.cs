using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Rehearsal.Checking;
using Microsoft.Data.Sqlite;

namespace Classroom.Rehearsal.Nodes;

/// <summary>Reads a lesson's log from the file of a stopped node: also what no viewer may see.</summary>
internal static class LessonDatabase
{
    public static LogHistory Read(string folder, LessonId lesson)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "store", "lessons.db"),
            Mode = SqliteOpenMode.ReadWrite, // A killed node leaves its write-ahead log to whoever opens the file next.
            Pooling = false,
        }.ToString());
        connection.Open();
        var head = ReadHead(connection, lesson);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT e.sequence, e.command, e.payload FROM entry e JOIN lesson l ON l.id = e.lesson WHERE l.lesson = $lesson ORDER BY e.sequence";
        command.Parameters.AddWithValue("$lesson", lesson.ToString());
        using var rows = command.ExecuteReader();
        var entries = ImmutableArray.CreateBuilder<LessonEntry>();
        var commands = ImmutableArray.CreateBuilder<LoggedCommand>();
        while (rows.Read())
        {
            entries.Add(ProtocolJson.Decode<LessonEntry>(rows.GetFieldValue<byte[]>(2)));
            if (!rows.IsDBNull(1) && StoredCommand.TryRead(rows.GetString(1), out var id))
            {
                commands.Add(new LoggedCommand(rows.GetInt64(0), id.Value.Participant, id.Value.Device, id.Value.Counter));
            }
        }

        return new LogHistory(head, IsWhole: true, entries.ToImmutable(), commands.ToImmutable());
    }

    private static long ReadHead(SqliteConnection connection, LessonId lesson)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT head FROM lesson WHERE lesson = $lesson";
        command.Parameters.AddWithValue("$lesson", lesson.ToString());
        return command.ExecuteScalar() is long head ? head : throw new RehearsalException($"The log of {lesson} is not in {connection.DataSource}.");
    }
}
