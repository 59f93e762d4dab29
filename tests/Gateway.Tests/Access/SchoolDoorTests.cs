using Classroom.Contracts.Ids;
using Classroom.Gateway.Access;
using Classroom.Gateway.Tests.Identity;

namespace Classroom.Gateway.Tests.Access;

/// <summary>What is not theirs is not there, for everything behind the door of schools.</summary>
public sealed class SchoolDoorTests
{
    private static readonly SchoolDoor Door = new(new TestRoster());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string[], string, bool, bool> Table => new()
    {
        // School person     roles         asks for   reads  manages
        { "demo",  "office",  ["office"],   "demo",    true,  true },
        { "demo",  "teacher", ["teacher"],  "demo",    true,  false },
        { "demo",  "student", ["student"],  "demo",    true,  false },
        { "other", "office",  ["office"],   "demo",    false, false },
        { "",      "",        [],           "demo",    true,  true },
        { "",      "",        [],           "missing", false, false }, // Runs the node, but there is no such school
        { "missing", "office", ["office"],  "missing", false, false }, // Their school is gone
    };

    [Theory, MemberData(nameof(Table))]
    public async Task The_door_opens_as_the_table_says(string school, string person, string[] roles, string sought, bool reads, bool manages)
    {
        var (caller, wanted) = (CallerTests.Caller(school, person, roles), SchoolId.Parse(sought));

        var access = await Door.ReadAsync(caller, wanted, Stop);

        Assert.Equal(reads ? wanted : null, access?.School.Id);
        Assert.Equal(manages, access is { IsManaged: true });
        Assert.Equal(manages ? wanted : null, (await Door.ManageAsync(caller, wanted, Stop))?.Id);
        Assert.Equal(manages, await Door.ManagePersonAsync(caller, wanted, PersonId.Parse("student"), Stop) is not null);
        Assert.Equal(manages, await Door.ManageClassAsync(caller, wanted, ClassId.Of(wanted, "maths"), Stop) is not null);
    }

    [Fact]
    public async Task A_class_is_not_found_through_another_school()
    {
        var root = CallerTests.Caller("", "");

        Assert.Null(await Door.ManageClassAsync(root, TestRoster.Other, TestRoster.Maths, Stop));
        Assert.Null(await Door.ManageClassAsync(root, TestRoster.School, ClassId.Of(TestRoster.School, "missing"), Stop));
        Assert.Null(await Door.ManagePersonAsync(root, TestRoster.School, PersonId.Parse("missing"), Stop));
    }
}
