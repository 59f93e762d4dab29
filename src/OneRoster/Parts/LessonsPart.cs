using System.Text;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Csv;
using Classroom.OneRoster.Imports;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Parts;

/// <summary><c>classroom_lessons.csv</c>, of our own: lessons to plan. Nothing of it is stored here.</summary>
internal sealed class LessonsPart(ImportContext context, int lessonsMax) : RosterPart(context)
{
    private readonly HashSet<LessonId> _ids = [];

    public override string File => OneRosterFile.Lessons;

    public override CsvColumn[] Columns => LessonLine.Columns;

    public List<PlannedLesson> Lessons { get; } = [];

    /// <summary>Every file that can remove something has been read: what hangs on it goes too.</summary>
    public override void Begin()
    {
        foreach (var enrollment in Book.Enrollments.All.Where(enrollment => enrollment.Active && !enrollment.Holds))
        {
            enrollment.Active = false;
        }
    }

    public override void Check(CsvTable table, RowsMode mode)
    {
        if (LessonLine.Read(table) is not { } line || Context.NeedSchool(table, LessonLine.SchoolColumn, line.School) is not { } school)
        {
            return;
        }

        var id = LessonId.Of(school.Id, OpaqueId.Derived(Encoding.UTF8.GetBytes($"lesson {school.Id} {line.SourcedId}")));
        if (Book.Classes.Find(school, line.Class) is not { Active: true } ofClass)
        {
            Context.FaultUnknown(table, RosterFaultCode.ClassUnknown, LessonLine.ClassColumn, line.Class, OneRosterFile.Classes);
        }
        else if (!_ids.Add(id))
        {
            table.Fault(RosterFaultCode.SourcedIdDuplicate, RowHead.SourcedIdColumn, line.SourcedId);
        }
        else if (Lessons.Count == lessonsMax)
        {
            throw new ArchiveFaultException(RosterFaultCode.TooManyRows, File, table.Line);
        }
        else
        {
            Lessons.Add(new(id, ofClass.Id, line.Title, line.StartsAt, line.EndsAt, File, table.Line));
        }
    }

    public override void Stage(CsvTable table, RowsMode mode, Action<Entry, RosterRow> stage)
    {
    }
}
