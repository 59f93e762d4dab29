using System.Globalization;
using Classroom.Contracts.Rosters;

namespace Classroom.OneRoster.Csv;

/// <summary>Values that are more than text.</summary>
internal static class CsvValues
{
    /// <summary>One of the listed words, in this case exactly, as OneRoster wants; null if empty or wrong.</summary>
    public static string? Choice(this CsvTable table, CsvColumn column, string[] words, bool needed = true)
    {
        var value = table.Text(column, needed);
        if (value is null || words.Contains(value))
        {
            return value;
        }

        table.Fault(RosterFaultCode.ValueUnknown, column, value, words);
        return null;
    }

    /// <summary>A day, <c>YYYY-MM-DD</c>; null if empty or wrong.</summary>
    public static DateOnly? Day(this CsvTable table, CsvColumn column, bool needed = true)
    {
        var value = table.Text(column, needed);
        if (value is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        table.Fault(RosterFaultCode.DateInvalid, column, value);
        return null;
    }

    /// <summary>An instant of ISO 8601 with its offset from UTC; null if empty or wrong.</summary>
    public static DateTimeOffset? Instant(this CsvTable table, CsvColumn column, bool needed = true)
    {
        var value = table.Text(column, needed);
        if (value is null)
        {
            return null;
        }

        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        var hasOffset = value[^1] == 'Z' || (value.Length > 6 && value[^6] is '+' or '-');
        if (hasOffset && DateTimeOffset.TryParseExact(value, forms, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant))
        {
            return instant;
        }

        table.Fault(RosterFaultCode.DateInvalid, column, value);
        return null;
    }

    /// <summary>A list separated by commas inside one field.</summary>
    public static string[] List(this CsvTable table, CsvColumn column, bool needed = true) =>
        table.Text(column, needed)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Records a fault if both days are there and the end is before the start.</summary>
    public static void InOrder(this CsvTable table, DateOnly? start, DateOnly? end, CsvColumn column)
    {
        if (end < start)
        {
            table.Fault(RosterFaultCode.DatesReversed, column, end?.ToString("O", CultureInfo.InvariantCulture));
        }
    }
}
