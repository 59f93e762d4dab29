using System.ComponentModel.DataAnnotations;
using Classroom.Domain.Lessons;
using Microsoft.Extensions.Options;

namespace Classroom.Grains.Lessons;

/// <summary>Limits and timings of lessons. Section <c>Lessons</c>; checked at startup. Lengths are in UTF-16 code units.</summary>
internal sealed class LessonOptions : IValidatableObject
{
    /// <summary>People who hold a place before students are refused; teachers always get one. Default: 500.</summary>
    [Range(1, 5_000)]
    public int ParticipantsMax { get; set; } = 500;

    /// <summary>Length of a message. Default: 5,000.</summary>
    [Range(1, 10_000)]
    public int TextMax { get; set; } = 5_000;

    /// <summary>Edits of one message. Default: 10.</summary>
    [Range(0, 100)]
    public int EditsMax { get; set; } = 10;

    /// <summary>Length of a poll's question. Default: 500.</summary>
    [Range(1, 2_000)]
    public int QuestionMax { get; set; } = 500;

    /// <summary>Choices of a poll. Default: 6.</summary>
    [Range(2, 20)]
    public int ChoicesMax { get; set; } = 6;

    /// <summary>Length of a choice. Default: 100.</summary>
    [Range(1, 500)]
    public int ChoiceTextMax { get; set; } = 100;

    /// <summary>Length of a typed answer. Default: 200.</summary>
    [Range(1, 1_000)]
    public int TypedAnswerMax { get; set; } = 200;

    /// <summary>Decks of a lesson. Default: 20.</summary>
    [Range(0, 200)]
    public int DecksMax { get; set; } = 20;

    /// <summary>Pages of a deck. Default: 500.</summary>
    [Range(1, 5_000)]
    public int PagesMax { get; set; } = 500;

    /// <summary>Length of a deck's title. Default: 200.</summary>
    [Range(1, 1_000)]
    public int DeckTitleMax { get; set; } = 200;

    /// <summary>Entries of a lesson's log. Default: 200,000.</summary>
    [Range(1_000, 10_000_000)]
    public int EntriesMax { get; set; } = 200_000;

    /// <summary>Entries at the end of the log that students cannot use; fewer than all. Default: 20,000.</summary>
    [Range(0, 1_000_000)]
    public int TeacherReserve { get; set; } = 20_000;

    /// <summary>Entries at the end of the log kept for ending the lesson; fewer than all. Default: 100.</summary>
    [Range(10, 10_000)]
    public int EndReserve { get; set; } = 100;

    /// <summary>Entries one student can cause. Default: 2,000.</summary>
    [Range(1, 100_000)]
    public int StudentEntriesMax { get; set; } = 2_000;

    /// <summary>How long a lesson may go on after its planned end. Default: 30 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "12:00:00")]
    public TimeSpan OvertimeMax { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a lesson goes on after its last teacher left. Default: 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "12:00:00")]
    public TimeSpan TeacherAbsenceMax { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a hand and a place are kept for somebody who left. Default: 45 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan GraceTime { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a gateway's proof of presence holds; more than 1.4 times how often gateways renew it, which is every 10 seconds. Default: 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:11", "00:05:00")]
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Commands of one lesson that wait for the log before more are refused with advice to wait. Default: 2,000.</summary>
    [Range(1, 100_000)]
    public int PendingCommandsMax { get; set; } = 2_000;

    /// <summary>Entries after which a lesson writes a snapshot. Default: 500.</summary>
    [Range(1, 10_000)]
    public int SnapshotEvery { get; set; } = 500;

    /// <summary>How long a lesson stays in memory that is not live and that no gateway follows. Default: 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:02:00", "1.00:00:00")]
    public TimeSpan IdleMax { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How soon a log that was found damaged is looked at again; from then on each time after twice as long. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan DamagedRetryMin { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time between two looks at a damaged log. Default: 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DamagedRetryMax { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the silo looks for lessons that are live or overdue. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Lessons looked at in one sweep of each kind. Default: 500.</summary>
    [Range(1, 10_000)]
    public int SweepPageMax { get; set; } = 500;

    /// <summary>A log of nothing but reserves would refuse everybody from the start.</summary>
    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) =>
        TeacherReserve < EntriesMax && EndReserve < EntriesMax
            ? []
            : [new($"{nameof(TeacherReserve)} and {nameof(EndReserve)} must be less than {nameof(EntriesMax)}.", [nameof(TeacherReserve), nameof(EndReserve)])];

    /// <summary>The part of this that the rules read.</summary>
    public LessonLimits Limits() => new()
    {
        ParticipantsMax = ParticipantsMax,
        TextMax = TextMax,
        EditsMax = EditsMax,
        QuestionMax = QuestionMax,
        ChoicesMax = ChoicesMax,
        ChoiceTextMax = ChoiceTextMax,
        TypedAnswerMax = TypedAnswerMax,
        DecksMax = DecksMax,
        PagesMax = PagesMax,
        DeckTitleMax = DeckTitleMax,
        EntriesMax = EntriesMax,
        TeacherReserve = TeacherReserve,
        EndReserve = EndReserve,
        StudentEntriesMax = StudentEntriesMax,
        OvertimeMax = OvertimeMax,
        TeacherAbsenceMax = TeacherAbsenceMax,
        GraceTime = GraceTime,
        LeaseTime = LeaseTime,
    };
}

[OptionsValidator]
internal sealed partial class LessonOptionsValidator : IValidateOptions<LessonOptions>;
