using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Access;

namespace Classroom.Gateway.Tests.Access;

/// <summary>The one door, as a table: who may reach what.</summary>
public sealed class CallerTests
{
    private static readonly SchoolId School = SchoolId.Parse("demo");

    private static readonly ClassRoster Maths = new(
        ClassId.Of(School, "maths"), "3e B", null,
        [
            Enrolled("teach", SchoolRole.Teacher), Enrolled("stud", SchoolRole.Student),
            Enrolled("both", SchoolRole.Teacher), Enrolled("both", SchoolRole.Student),
        ], 1);

    public static TheoryData<string, string, string[], bool, bool, bool, bool, LessonRole?> Table => new()
    {
        // School person   roles                     school manage class  plan   enters as
        { "demo",  "teach", ["teacher"],              true,  false, true,  true,  LessonRole.Teacher }, // Its teacher
        { "demo",  "stud",  ["student"],              true,  false, true,  false, LessonRole.Student }, // Its student
        { "demo",  "else",  ["teacher"],              true,  false, false, false, null }, // Another teacher
        { "demo",  "else",  ["student"],              true,  false, false, false, null }, // Another student
        { "demo",  "off",   ["office"],               true,  true,  true,  false, null }, // Its office
        { "",      "",      [],                       true,  true,  true,  false, null }, // An administrator
        { "other", "off",   ["office"],               false, false, false, false, null }, // Office elsewhere
        { "other", "teach", ["teacher"],              false, false, false, false, null }, // Same id elsewhere
        { "demo",  "teach", ["student"],              true,  false, false, false, null }, // Its teacher, by code
        { "demo",  "both",  ["student", "teacher"],   true,  false, true,  true,  LessonRole.Teacher }, // Both, by password
        { "demo",  "both",  ["student"],              true,  false, true,  false, LessonRole.Student }, // Both, by code
        { "demo",  "teach", [],                       true,  false, false, false, null }, // Enrolled, role lost
        { "demo",  "teach", ["office", "teacher"],    true,  true,  true,  true,  LessonRole.Teacher }, // Office that teaches it
    };

    [Theory, MemberData(nameof(Table))]
    public void The_door_opens_as_the_table_says(
        string school, string person, string[] roles, bool readsSchool, bool manages, bool readsClass, bool plans, LessonRole? enters)
    {
        var caller = Caller(school, person, roles);

        Assert.Equal(readsSchool, caller.MayReadSchool(School));
        Assert.Equal(manages, caller.MayManageSchool(School));
        Assert.Equal(manages, caller.MayReadTrail(School));
        Assert.Equal(readsClass, caller.MayReadClass(Maths));
        Assert.Equal(plans, caller.MayPlanIn(Maths));
        Assert.Equal(enters, caller.LessonRoleIn(Maths));
    }

    [Fact]
    public void People_read_their_own_things_and_the_office_those_of_its_school()
    {
        var own = PersonKey.Of(School, "stud");

        Assert.True(Caller("demo", "stud", ["student"]).MayReadPerson(own));
        Assert.True(Caller("demo", "off", ["office"]).MayReadPerson(own));
        Assert.True(Caller("", "", []).MayReadPerson(own));
        Assert.False(Caller("demo", "teach", ["teacher"]).MayReadPerson(own));
        Assert.False(Caller("other", "stud", ["student"]).MayReadPerson(own));
        Assert.False(Caller("other", "off", ["office"]).MayReadPerson(own));
    }

    private static Enrollment Enrolled(string person, SchoolRole role) => new(PersonId.Parse(person), role, "Given", "Family");

    internal static Caller Caller(string school, string person, params string[] roles)
    {
        var account = AccountId.Parse(school.Length == 0 ? "root" : $"{school}~{person}");
        return new(
            account,
            new(account, "session", "stamp", DateTimeOffset.MaxValue),
            account.Person?.School,
            account.Person is null ? null : PersonId.Parse(person),
            [.. roles.Select(role => Enum.Parse<SchoolRole>(role, ignoreCase: true))],
            account.Person is null,
            "Somebody");
    }
}
