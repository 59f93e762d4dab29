using System.Globalization;
using System.Text;
using Classroom.Contracts.Registers;

namespace Classroom.Gateway.Registers;

/// <summary>A register for spreadsheets: RFC 4180, in UTF-8 with a byte order mark; no cell is taken for a formula.</summary>
internal static class RegisterCsv
{
    private static readonly string[] English =
        ["Family name", "Given name", "Status", "Recorded", "Arrived", "Left", "Minutes late", "Minutes left early", "Minutes present", "Times present", "Reason of correction", "Corrected by"];

    private static readonly string[] French =
        ["Nom", "Prénom", "Statut", "Relevé", "Arrivée", "Départ", "Minutes de retard", "Minutes de départ anticipé", "Minutes de présence", "Heures de présence", "Motif de la correction", "Corrigé par"];

    /// <summary>The file.</summary>
    /// <param name="register">What it says.</param>
    /// <param name="form">How it says it.</param>
    public static byte[] Write(LessonRegister register, RegisterCsvForm form)
    {
        var text = new StringBuilder("\uFEFF");
        Row(text, form, form.IsFrench ? French : English);
        foreach (var person in register.People)
        {
            var correction = person.Corrections.LastOrDefault();
            Row(
                text,
                form,
                person.FamilyName,
                person.GivenName,
                Word(person.Status, form),
                Word(person.Recorded, form),
                Instant(person.ArrivedAt, form),
                Instant(person.LeftAt, form),
                Number(person.LateMinutes),
                Number(person.LeftEarlyMinutes),
                Number(person.PresentMinutes),
                string.Join(", ", person.Intervals.Select(interval => $"{Clock(interval.From, form)}–{(interval.To is { } to ? Clock(to, form) : "")}")),
                correction?.Reason ?? "",
                correction?.ByName ?? "");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>What to call the file: titles without what no file system takes, and without marks that would show its name, or its ending, as another.</summary>
    public static string FileName(string day, string classTitle, string title)
    {
        var name = new StringBuilder();
        foreach (var rune in $"{day} {classTitle} {title}.csv".EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var isUnseen = category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            name.Append(isUnseen ? "" : rune.Value < 0x80 && "/\\:*?\"<>|".Contains((char)rune.Value) ? "-" : rune.ToString());
        }

        return name.ToString();
    }

    /// <summary>A cell as it stands in the file: what a spreadsheet would compute is made text, what would break the row is quoted.</summary>
    internal static string Cell(string value, char separator)
    {
        var first = value.TrimStart(' ', '\u00A0', '\u202F', '\uFEFF');
        var text = first.Length > 0 && first[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '|' or '%' or '＝' or '＋' or '－' or '＠' ? "'" + value : value;
        return text.AsSpan().ContainsAny([separator, '"', '\r', '\n', ',', ';', '\t']) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static void Row(StringBuilder text, RegisterCsvForm form, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            text.Append(i == 0 ? "" : form.Separator).Append(Cell(cells[i], form.Separator));
        }

        text.Append("\r\n");
    }

    private static string Word(PresenceStatus status, RegisterCsvForm form) => (status, form.IsFrench) switch
    {
        (PresenceStatus.Present, true) => "présent",
        (PresenceStatus.Late, true) => "en retard",
        (PresenceStatus.Absent, true) => "absent",
        (PresenceStatus.LeftEarly, true) => "parti avant la fin",
        (PresenceStatus.Present, false) => "present",
        (PresenceStatus.Late, false) => "late",
        (PresenceStatus.Absent, false) => "absent",
        (PresenceStatus.LeftEarly, false) => "left early",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a word."),
    };

    private static string Instant(DateTimeOffset? at, RegisterCsvForm form) =>
        at is { } instant ? TimeZoneInfo.ConvertTime(instant, form.Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "";

    private static string Clock(DateTimeOffset at, RegisterCsvForm form) => TimeZoneInfo.ConvertTime(at, form.Zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How a register is written for a spreadsheet.</summary>
/// <param name="IsFrench">Whether its words are French; else they are English.</param>
/// <param name="Separator">What stands between cells.</param>
/// <param name="Zone">Whose times of day it tells.</param>
internal sealed record RegisterCsvForm(bool IsFrench, char Separator, TimeZoneInfo Zone)
{
    /// <summary>The form that a request asks for; null if there is none such.</summary>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    /// <param name="separator"><c>comma</c>, or <c>semicolon</c>, which spreadsheets expect where the comma is decimal.</param>
    /// <param name="zone">A time zone by its IANA name.</param>
    public static RegisterCsvForm? Of(string language, string separator, string zone) =>
        language is "fr" or "en" && separator is "comma" or "semicolon" && zone.Length <= 64 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? new(language == "fr", separator == "comma" ? ',' : ';', found)
            : null;
}
