using System.Diagnostics;
using System.Text.Json;
using Classroom.Contracts.Ids;
using Classroom.Domain.Lessons;

namespace Classroom.Benchmarks.Lessons;

/// <summary>Size and time of the snapshot of a lesson of 500 people who have all answers that are kept: as it is written, and with its answers written out.</summary>
internal static class SnapshotBenchmark
{
    private const int PeopleCount = 500;
    private const int RoundCount = 20;

    public static void Run()
    {
        var answers = AnswerBook.Empty;
        for (var n = 0; n < PeopleCount * AnswerBook.AnswersMax; n++)
        {
            var participant = ParticipantId.Parse($"participant0{n % PeopleCount:000}");
            answers = answers.Add(new(participant, DeviceId.Parse($"device000000{n % 7 % 2}"), (n / PeopleCount) + 1), n + 1);
        }

        var snapshot = new Snapshot(FoldLevel.Current, LessonState.Initial, answers);
        var compact = snapshot.Encode();
        var (compactMs, outMs, readMs) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < RoundCount; round++)
        {
            compactMs.Add(TimeOf(() => snapshot.Encode()));
            outMs.Add(TimeOf(() => WriteOut(answers)));
            readMs.Add(TimeOf(() => Snapshot.Decode(compact)));
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "snapshot",
            people = PeopleCount,
            answersEach = AnswerBook.AnswersMax,
            compact = new { bytes = compact.Length, writeMs = Median(compactMs), readMs = Median(readMs) },
            writtenOut = new { bytes = WriteOut(answers).Length, writeMs = Median(outMs) },
        }, JsonSerializerOptions.Web));
    }

    /// <summary>An object an answer.</summary>
    private static byte[] WriteOut(AnswerBook answers) => JsonSerializer.SerializeToUtf8Bytes(
        answers.Participants.ToDictionary(person => person.Key.ToString(), person => new { person.Value.Given, person.Value.Forgotten }), JsonSerializerOptions.Web);

    private static double TimeOf(Action act)
    {
        var startedAt = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds;
    }

    private static double Median(List<double> values) => Math.Round(values.Order().ElementAt(values.Count / 2), 1);
}
