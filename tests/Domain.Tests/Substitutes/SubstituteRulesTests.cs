using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Contracts.Substitutes;
using Classroom.Domain.Substitutes;

namespace Classroom.Domain.Tests.Substitutes;

public sealed class SubstituteRulesTests
{
    private static readonly DateTimeOffset Nine = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly SchoolId School = SchoolId.Parse("demo");
    private static readonly SchoolPerson Grace = Person("grace", SchoolRole.Teacher);

    private static readonly ClassRoster Maths = new(
        ClassId.Of(School, "maths"), "3e B", null,
        [new(PersonId.Parse("ada"), SchoolRole.Teacher, "Ada", "Martin"), new(PersonId.Parse("zoe"), SchoolRole.Student, "Zoé", "Martin")], 1);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void It_runs_from_its_beginning_until_just_before_its_end(int minute, bool runs) =>
        Assert.Equal(runs, SubstituteRules.IsRunning(Nine, Nine.AddHours(1), Nine.AddMinutes(minute)));

    [Fact]
    public void The_lessons_of_who_stands_in_start_before_the_end_and_those_of_others_whenever()
    {
        Assert.True(SubstituteRules.Has(Nine, Nine.AddTicks(1)));
        Assert.False(SubstituteRules.Has(Nine, Nine));
        Assert.True(SubstituteRules.Has(Nine, until: null));
    }

    public static TheoryData<string[], double, double, SubstituteRefusal?> Wishes => new()
    {
        // Roles                 from    to (days from now)
        { ["teacher"],           0,      1,     null },
        { ["office", "teacher"], -30,    1,     null }, // Began already
        { ["teacher"],           0,      400,   null },
        { ["teacher"],           0,      400.1, SubstituteRefusal.TimesInvalid },
        { ["teacher"],           1,      1,     SubstituteRefusal.TimesInvalid },
        { ["teacher"],           2,      1,     SubstituteRefusal.TimesInvalid },
        { ["teacher"],           -2,     0,     SubstituteRefusal.TimesInvalid }, // Over
        { ["student"],           0,      1,     SubstituteRefusal.NotTeacher },
        { ["office"],            2,      1,     SubstituteRefusal.NotTeacher },
        { [],                    0,      1,     SubstituteRefusal.NotTeacher },
    };

    [Theory, MemberData(nameof(Wishes))]
    public void The_office_is_granted_or_refused(string[] roles, double from, double to, SubstituteRefusal? expected)
    {
        var teacher = Person("grace", [.. roles.Select(role => Enum.Parse<SchoolRole>(role, ignoreCase: true))]);

        Assert.Equal(expected, SubstituteRules.Refuse(new(Maths.Class, teacher.Id, Nine.AddDays(from), Nine.AddDays(to)), teacher, Nine));
    }

    [Fact]
    public void Who_stands_in_is_a_teacher_until_the_last_of_their_ends()
    {
        var joined = SubstituteRules.Join(Maths, [new(Grace, Nine.AddHours(1)), new(Grace, Nine.AddHours(3)), new(Grace, Nine.AddHours(2))]);

        Assert.Equal(new Enrollment(Grace.Id, SchoolRole.Teacher, "grace", "Martin", Nine.AddHours(3)), Assert.Single(joined.Enrollments, one => one.Person == Grace.Id));
        Assert.Equal(Maths.Enrollments, joined.Enrollments.Where(one => one.Person != Grace.Id));
    }

    [Fact]
    public void A_teacher_of_the_class_stays_one_without_an_end() =>
        Assert.Same(Maths, SubstituteRules.Join(Maths, [new(Person("ada", SchoolRole.Teacher), Nine.AddHours(1))]));

    [Fact]
    public void Who_does_not_teach_any_more_stands_in_nowhere() =>
        Assert.Same(Maths, SubstituteRules.Join(Maths, [new(Person("grace", SchoolRole.Office), Nine.AddHours(1))]));

    [Fact]
    public void Who_is_enrolled_otherwise_is_a_teacher_meanwhile_and_nothing_else()
    {
        var joined = SubstituteRules.Join(Maths, [new(Person("zoe", SchoolRole.Student, SchoolRole.Teacher), Nine.AddHours(1))]);

        Assert.Equal(SchoolRole.Teacher, Assert.Single(joined.Enrollments, one => one.Person.ToString() == "zoe").Role);
    }

    private static SchoolPerson Person(string id, params SchoolRole[] roles) => new(PersonId.Parse(id), id, "Martin", [.. roles], null);
}
