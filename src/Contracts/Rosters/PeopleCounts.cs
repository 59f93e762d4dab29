namespace Classroom.Contracts.Rosters;

/// <summary>How many people of a school cannot get in yet. Who has several roles counts once in each figure.</summary>
/// <param name="People">Everybody there is.</param>
/// <param name="StaffUninvited">Teachers and office with neither a password nor an invitation that can still be accepted.</param>
/// <param name="StudentsUncoded">Students without a personal code.</param>
public sealed record PeopleCounts(int People, int StaffUninvited, int StudentsUncoded);
