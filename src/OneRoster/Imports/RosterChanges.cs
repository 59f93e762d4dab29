using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;

namespace Classroom.OneRoster.Imports;

/// <summary>What an archive changes, counted, and whose roster that concerns.</summary>
internal sealed record RosterChanges(ImmutableArray<RosterChangeCount> Counts, IReadOnlyCollection<SchoolId?> Owners)
{
    public bool Any => Counts.Length > 0;

    public static RosterChanges Of(RosterBook book)
    {
        var counts = new Dictionary<RosterKind, RosterChangeCount>();
        var owners = new HashSet<SchoolId?>();
        foreach (var entry in book.All)
        {
            if (entry.IsAdded || entry.IsChanged || entry.IsRemoved)
            {
                var count = counts.GetValueOrDefault(entry.Kind) ?? new(entry.Kind, 0, 0, 0);
                counts[entry.Kind] = new(
                    entry.Kind, count.Added + (entry.IsAdded ? 1 : 0), count.Changed + (entry.IsChanged ? 1 : 0), count.Removed + (entry.IsRemoved ? 1 : 0));
                owners.Add(OwnerOf(entry));
            }
        }

        if (book.Courses.All.Any(course => course.Owner is null && (course.IsAdded || course.IsChanged || course.IsRemoved)))
        {
            owners.UnionWith(book.Schools.All.Where(school => school.Active).Select(school => (SchoolId?)school.Id)); // Their classes may show its subject.
        }

        return new([.. counts.Values.OrderBy(count => count.Kind)], owners);
    }

    /// <summary>Whose edition a record belongs to: a school's row to the school itself.</summary>
    public static SchoolId? OwnerOf(Entry entry) => entry is SchoolEntry school ? school.Id : entry.Owner?.Id;
}
