using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Demo;
using Classroom.Ports.Rosters;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Rosters;

namespace Classroom.OneRoster.Tests.Imports;

public sealed class ImportWhileReadTests
{
    /// <summary>
    /// Goal: nobody ever sees half an import.
    /// Method: a school is read over and over while an import renames everybody; every read is wholly of one edition.
    /// </summary>
    [Fact]
    public async Task Readers_see_the_roster_before_or_after_and_nothing_between()
    {
        var stop = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("classroom-");
        await using (var database = SqliteDatabase.Open(Path.Combine(folder.FullName, "school.db"), SqliteMigrations.Embedded("School")))
        {
            var reader = new SqliteRosterReader(database);
            var importer = ImportFixture.ImporterOf(new SqliteRosterStore(database));
            var school = (await importer.ImportAsync(Archive(1), RosterScope.Node(), null, stop)).Report.Schools.Single().Id;
            var before = await reader.ReadPeopleAsync(school, null, 10_000, stop);

            var importing = Task.Run(() => importer.ImportAsync(Archive(2), RosterScope.Node(), null, stop), stop);
            var seen = new List<IReadOnlyList<SchoolPerson>>();
            while (!importing.IsCompleted)
            {
                seen.Add(await reader.ReadPeopleAsync(school, null, 10_000, stop));
            }

            Assert.Equal(RosterOutcome.Applied, (await importing).Report.Outcome);
            var after = await reader.ReadPeopleAsync(school, null, 10_000, stop);
            var names = (Before: Names(before), After: Names(after));
            Assert.NotEqual(names.Before, names.After);
            Assert.All(seen, people => Assert.Contains(Names(people), new[] { names.Before, names.After }));
            Assert.Contains(seen, people => Names(people) == names.Before); // The import was under way while somebody read.
        }

        folder.Delete(recursive: true);
    }

    private static string Names(IReadOnlyList<SchoolPerson> people) => string.Join('\n', people.Select(person => $"{person.Id} {person.GivenName} {person.FamilyName}"));

    private static MemoryStream Archive(int seed)
    {
        var stream = new MemoryStream();
        new DemoRoster { Seed = seed }.Write(stream);
        stream.Position = 0;
        return stream;
    }
}
