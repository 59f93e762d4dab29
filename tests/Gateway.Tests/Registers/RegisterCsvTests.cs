using System.Text;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Registers;
using Classroom.Gateway.Registers;

namespace Classroom.Gateway.Tests.Registers;

/// <summary>What a spreadsheet is given.</summary>
public sealed class RegisterCsvTests
{
    private static readonly DateTimeOffset Eight = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Nguyễn", "Nguyễn")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+33 1", "'+33 1")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =cmd|' /C calc'!A0", "'  =cmd|' /C calc'!A0")]
    [InlineData("＝1", "'＝1")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r\n=1", "\"'\r\n=1\"")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("", "")]
    public void No_cell_is_a_formula_or_breaks_its_row(string value, string cell) => Assert.Equal(cell, RegisterCsv.Cell(value, ','));

    [Theory]
    [InlineData("Fractions", "2026-11-24 3e B Fractions.csv")]
    [InlineData("../../etc/passwd", "2026-11-24 3e B ..-..-etc-passwd.csv")]
    [InlineData("a\u202Excod.exe\u2066\u200F", "2026-11-24 3e B axcod.exe.csv")]
    [InlineData("a\r\nb\u2028: \"<|>*?\\ é 🙂", "2026-11-24 3e B ab- ------- é 🙂.csv")]
    public void No_title_makes_the_file_s_name_another(string title, string name) => Assert.Equal(name, RegisterCsv.FileName("2026-11-24", "3e B", title));

    [Fact]
    public void A_register_is_a_row_for_each_student_after_a_byte_order_mark()
    {
        var bytes = RegisterCsv.Write(Register(), RegisterCsvForm.Of("fr", "semicolon", "Europe/Paris")!);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var rows = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal("Nom;Prénom;Statut;Relevé;Arrivée;Départ;Minutes de retard;Minutes de départ anticipé;Minutes de présence;Heures de présence;Motif de la correction;Corrigé par", rows[0]);
        Assert.Equal("'=Lovelace;Ada 🙂;présent;en retard;2026-11-24 09:10:00;;10;0;30;09:10:00–;\"Bus; \"\"en panne\"\"\";Ana Petit", rows[1]);
        Assert.Equal(["", "3"], [rows[2], $"{rows.Length}"]);
    }

    [Theory]
    [InlineData("de", "comma", "UTC")]
    [InlineData("en", "tab", "UTC")]
    [InlineData("en", "comma", "Nowhere/Nothing")]
    [InlineData("en", "comma", "../../etc/passwd")]
    public void A_form_that_there_is_not_is_none(string language, string separator, string zone) => Assert.Null(RegisterCsvForm.Of(language, separator, zone));

    private static LessonRegister Register()
    {
        var ada = new RegisterPerson(
            PersonId.Parse("ada"), "Ada 🙂", "=Lovelace", PresenceStatus.Present, PresenceStatus.Late, Eight.AddMinutes(10), null, 10, 0, 30,
            [new(Eight.AddMinutes(10), null)],
            [new(PresenceStatus.Present, "Bus; \"en panne\"", PersonId.Parse("ana"), "Ana Petit", Eight.AddHours(1))]);
        return new(LessonId.Parse("demo~maths"), ClassId.Parse("demo~3b"), "3e B", "Fractions", Eight, Eight.AddHours(1), Eight, null, 5, 12, Eight.AddMinutes(40), [ada]);
    }
}
