using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Contracts.Ids;
using Classroom.Domain.Lessons;
using CsCheck;

namespace Classroom.Domain.Tests.Lessons;

/// <summary>Answers as snapshots hold them: small, and the same when they are read.</summary>
public class CompactAnswersTests
{
    /// <summary>Seen to fail with counters told apart from the answer before, whichever device it was of.</summary>
    [Fact]
    public void Answers_read_back_as_they_were_whatever_their_devices_counters_and_sequences() =>
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 3], Gen.Long[1, 1L << 53], Gen.Long[1, 200_000]).Array[0, 600].Sample(given =>
        {
            var answers = given.Aggregate(AnswerBook.Empty, (book, answer) => book.Add(Id(answer.Item1, answer.Item2, answer.Item3), answer.Item4));

            Assert.Equivalent(answers, Decode(Encode(answers)), strict: true);
        }, iter: 50);

    /// <summary>Data folders hold snapshots of this build too, when there is a next one: a change of the form has to read it. Seen to fail with sequences written as they are.</summary>
    [Fact]
    public void Answers_are_written_in_the_form_of_today_and_read_from_it()
    {
        const string Today = """{"participants":{"p0":{"forgotten":[{"device":"d1","counter":6}],"devices":["d1","d0"],"answers":[0,7,17,1,2,1,0,1,4]}}}""";
        var (d0, d1) = (DeviceId.Parse("d0"), DeviceId.Parse("d1"));
        var answers = new ParticipantAnswers([new(d1, 7, 17), new(d0, 2, 18), new(d1, 8, 22)], [new(d1, 6)]);
        var book = AnswerBook.Empty with { Participants = AnswerBook.Empty.Participants.Add(ParticipantId.Parse("p0"), answers) };
        var snapshot = Encode(AnswerBook.Empty);

        Assert.Equal(Today, Encode(book)["answers"]!.ToJsonString());
        snapshot["answers"] = JsonNode.Parse(Today);
        Assert.Equivalent(book, Decode(snapshot), strict: true);
    }

    /// <summary>Data folders hold snapshots of the builds before.</summary>
    [Fact]
    public void Answers_that_an_earlier_build_wrote_are_read()
    {
        var snapshot = Encode(AnswerBook.Empty.Add(Id(0, 0, 1), 1));
        snapshot["answers"]!["participants"]!["p0"] = JsonNode.Parse(
            """{"given":[{"device":"d1","counter":7,"sequence":17},{"device":"d0","counter":2,"sequence":18}],"forgotten":[{"device":"d1","counter":6}]}""");

        var answers = Decode(snapshot);

        Assert.Equal(17, answers.Find(Id(0, 1, 7))!.Sequence);
        Assert.Equal(18, answers.Find(Id(0, 0, 2))!.Sequence);
        Assert.Equal(7, answers.HighestCounter(Id(0, 1, 7).Participant, DeviceId.Parse("d1")));
    }

    [Theory]
    [InlineData("""{"devices":["d0"],"answers":[0,1],"forgotten":[]}""")]
    [InlineData("""{"devices":["d0"],"answers":[1,1,1],"forgotten":[]}""")]
    [InlineData("""{"devices":["d0"],"answers":[-1,1,1],"forgotten":[]}""")]
    [InlineData("""{"answers":[0,1,1],"forgotten":[]}""")]
    [InlineData("""{"forgotten":[]}""")]
    [InlineData("null")]
    public void What_is_no_answers_is_corrupt(string json)
    {
        var snapshot = Encode(AnswerBook.Empty.Add(Id(0, 0, 1), 1));
        snapshot["answers"]!["participants"]!["p0"] = JsonNode.Parse(json);

        Assert.Throws<JsonException>(() => Decode(snapshot));
    }

    /// <summary>500 people, each with all answers that are kept, from two devices.</summary>
    [Fact]
    public void The_answers_of_a_full_lesson_take_at_most_ten_bytes_each()
    {
        var answers = AnswerBook.Empty;
        for (var n = 0; n < 500 * AnswerBook.AnswersMax; n++)
        {
            answers = answers.Add(Id(n % 500, n % 7 == 0 ? 1 : 0, (n / 500) + 1), n + 1);
        }

        var size = new Snapshot(FoldLevel.Current, LessonState.Initial, answers).Encode().Length;

        Assert.InRange(size, 1, 500 * AnswerBook.AnswersMax * 10);
    }

    private static CommandId Id(int person, int device, long counter) => new(ParticipantId.Parse($"p{person}"), DeviceId.Parse($"d{device}"), counter);

    private static JsonNode Encode(AnswerBook answers) => JsonNode.Parse(new Snapshot(FoldLevel.Current, LessonState.Initial, answers).Encode())!;

    private static AnswerBook Decode(JsonNode snapshot) => Snapshot.Decode(Encoding.UTF8.GetBytes(snapshot.ToJsonString())).Answers;
}
