namespace Classroom.Domain.Lessons;

/// <summary>What a lesson may hold. Lengths are in UTF-16 code units.</summary>
public sealed record LessonLimits
{
    /// <summary>The limits of an installation that changed none.</summary>
    public static readonly LessonLimits Default = new();

    /// <summary>People who hold a place before students are refused; teachers always get one. Default: 500.</summary>
    public int ParticipantsMax { get; init; } = 500;

    /// <summary>Length of a message. Default: 5,000.</summary>
    public int TextMax { get; init; } = 5_000;

    /// <summary>Edits of one message. Default: 10.</summary>
    public int EditsMax { get; init; } = 10;

    /// <summary>Length of a poll's question. Default: 500.</summary>
    public int QuestionMax { get; init; } = 500;

    /// <summary>Choices of a poll; at least 2. Default: 6.</summary>
    public int ChoicesMax { get; init; } = 6;

    /// <summary>Length of a choice. Default: 100.</summary>
    public int ChoiceTextMax { get; init; } = 100;

    /// <summary>Length of a typed answer. Default: 200.</summary>
    public int TypedAnswerMax { get; init; } = 200;

    /// <summary>Decks of a lesson. Default: 20.</summary>
    public int DecksMax { get; init; } = 20;

    /// <summary>Pages of a deck. Default: 500.</summary>
    public int PagesMax { get; init; } = 500;

    /// <summary>Length of a deck's title. Default: 200.</summary>
    public int DeckTitleMax { get; init; } = 200;

    /// <summary>Entries of a lesson's log. Default: 200,000.</summary>
    public int EntriesMax { get; init; } = 200_000;

    /// <summary>Entries at the end of the log that students cannot use. Default: 20,000.</summary>
    public int TeacherReserve { get; init; } = 20_000;

    /// <summary>Entries at the end of the log kept for ending the lesson. Default: 100.</summary>
    public int EndReserve { get; init; } = 100;

    /// <summary>Entries one student can cause. Default: 2,000.</summary>
    public int StudentEntriesMax { get; init; } = 2_000;

    /// <summary>How long a lesson may go on after its planned end. Default: 30 minutes.</summary>
    public TimeSpan OvertimeMax { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a lesson goes on after its last teacher left. Default: 10 minutes.</summary>
    public TimeSpan TeacherAbsenceMax { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a hand and a place are kept for somebody who left. Default: 45 seconds.</summary>
    public TimeSpan GraceTime { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a gateway's proof of presence holds. Default: 15 seconds.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(15);
}
