using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Identity.Limits;
using Classroom.Gateway.Searching;
using Classroom.Ports.Rosters;

namespace Classroom.Gateway.Office;

/// <summary>The people of a school in their order, with the words they are found by; read once a roster version.</summary>
internal sealed class SchoolPeople(IRosterReader roster)
{
    private const int SchoolsMax = 32;
    private const int PageRows = 500;

    private readonly BoundedCache<SchoolId, (long Version, ImmutableArray<FoundPerson> People)> _read = new(SchoolsMax);

    public async Task<ImmutableArray<FoundPerson>> OfAsync(School school, CancellationToken cancellationToken)
    {
        if (_read.TryGet(school.Id, out var known) && known.Version == school.RosterVersion)
        {
            return known.People;
        }

        var people = new List<SchoolPerson>();
        for (PersonId? after = null; ;)
        {
            var page = await roster.ReadPeopleAsync(school.Id, after, PageRows, cancellationToken);
            people.AddRange(page);
            if (page.Count < PageRows)
            {
                break;
            }

            after = page[^1].Id;
        }

        var classes = (await roster.ReadMembersAsync(school.Id, cancellationToken)).ToLookup(member => member.Person, member => member.Class);
        ImmutableArray<FoundPerson> found = [.. people.Order(RosterOrder.People).Select(person => new FoundPerson(person, ByTitle(classes[person.Id])))];
        _read.Set(school.Id, (school.RosterVersion, found)); // An import meanwhile has another version: the next reader reads again.
        return found;
    }

    private static ImmutableArray<ClassOfPerson> ByTitle(IEnumerable<ClassOfPerson> classes) =>
        [.. classes.OrderBy(one => one.Title, StringComparer.Ordinal).ThenBy(one => one.Class.Local, StringComparer.Ordinal)];
}

/// <summary>A person, their classes, and the words they are found by.</summary>
internal sealed record FoundPerson
{
    private readonly ImmutableArray<string> _words;

    public FoundPerson(SchoolPerson person, ImmutableArray<ClassOfPerson> classes)
    {
        Person = person;
        Classes = classes;
        _words = [.. SearchWords.Of(person.GivenName), .. SearchWords.Of(person.FamilyName), .. person.Email is null ? [] : (string[])[SearchWords.Fold(person.Email)]];
    }

    public SchoolPerson Person { get; }

    /// <summary>By title.</summary>
    public ImmutableArray<ClassOfPerson> Classes { get; }

    /// <summary>Whether they sign in with a password.</summary>
    public bool IsStaff => Person.Roles.Contains(SchoolRole.Teacher) || Person.Roles.Contains(SchoolRole.Office);

    /// <summary>Whether each word sought begins one of theirs, or their login.</summary>
    public bool Matches(ImmutableArray<string> sought, string? login) =>
        sought.All(word => _words.Any(own => own.StartsWith(word, StringComparison.Ordinal)) || login?.StartsWith(word, StringComparison.Ordinal) == true);
}
