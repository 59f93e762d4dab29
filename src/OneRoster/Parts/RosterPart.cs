using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Csv;
using Classroom.OneRoster.Imports;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Parts;

/// <summary>What an import does with one file of an archive: first check every row, then, if none is bad, read them again to stage them.</summary>
internal abstract class RosterPart(ImportContext context)
{
    public abstract string File { get; }

    public abstract CsvColumn[] Columns { get; }

    protected ImportContext Context { get; } = context;

    protected RosterBook Book => Context.Book;

    /// <summary>Schools that the rows name: a bulk file is whole for these.</summary>
    protected HashSet<SchoolEntry> Named { get; } = [];

    /// <summary>Settles what earlier files decide, before this one is read; called also if it is absent.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>Checks one row against what is stored and what earlier rows say, and notes what it changes.</summary>
    public abstract void Check(CsvTable table, RowsMode mode);

    /// <summary>Notes which records the current row, which is bad, would have made.</summary>
    public virtual void NoteBad(CsvTable table) => Context.NoteBad(File, table.Peek(RowHead.SourcedIdColumn));

    /// <summary>Settles what the whole file decides.</summary>
    public virtual void End(RowsMode mode)
    {
    }

    /// <summary>Hands over the records that one row changes.</summary>
    /// <param name="stage">Takes a record and its new contents; ignores it if it does not change.</param>
    public abstract void Stage(CsvTable table, RowsMode mode, Action<Entry, RosterRow> stage);

    /// <summary>Whether an office brings what the node shares already, word for word: then it needs none of its own.</summary>
    protected bool IsShared(EntryTable<Entry> table, string sourcedId, ulong hash) =>
        Context.Office is not null && table.Find(null, sourcedId) is { Active: true } shared && shared.Hash == hash;
}
