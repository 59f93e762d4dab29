using System.Text;
using Classroom.Gateway.Lessons.Decks;
using Classroom.Testing.Files;
using CsCheck;

namespace Classroom.Gateway.Tests.Lessons.Decks;

public sealed class PdfCheckTests
{
    private static readonly byte[] Good = TestPdf.Of("good", pages: 3);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5_000)] // Its table is longer than one look.
    public async Task A_document_is_good_whatever_its_length(int pages)
    {
        Assert.Null(await FindAsync(TestPdf.Of("long", pages)));
        Assert.Equal(PdfFault.Encrypted, await FindAsync(TestPdf.Of("long", pages, "/Encrypt 7 0 R ")));
    }

    [Fact]
    public async Task A_table_that_is_a_stream_says_the_same()
    {
        Assert.Null(await FindAsync(Streamed("/Root 1 0 R")));
        Assert.Equal(PdfFault.Encrypted, await FindAsync(Streamed("/Root 1 0 R /Encrypt << /Filter /Standard >>")));
        Assert.Equal(PdfFault.Broken, await FindAsync(Streamed("/Length 7")));
    }

    public static TheoryData<string> Ways => [.. EncryptedPdfs.All.Select(one => one.How)];

    [Theory, MemberData(nameof(Ways))]
    public async Task What_is_only_not_to_be_printed_opens_and_what_asks_for_a_password_does_not(string how)
    {
        var (_, open, locked) = EncryptedPdfs.All.Single(one => one.How == how);

        Assert.Null(await FindAsync(Convert.FromBase64String(open)));
        Assert.Equal(PdfFault.Encrypted, await FindAsync(Convert.FromBase64String(locked)));
    }

    [Fact]
    public async Task How_it_is_encrypted_is_found_however_far_from_the_end()
    {
        var file = Convert.FromBase64String(EncryptedPdfs.All.Single(one => one.How == "AES, 256 bits").Open);
        var table = file.AsSpan().LastIndexOf("xref\n0"u8);
        byte[] long_ = [.. file[..table], .. new byte[300_000], .. file[table..]];
        var text = Encoding.Latin1.GetString(long_).Replace($"startxref\n{table}", $"startxref\n{table + 300_000}", StringComparison.Ordinal);

        Assert.Null(await FindAsync(Encoding.Latin1.GetBytes(text)));
    }

    [Theory]
    [InlineData("/Encrypt 99 0 R ")]
    [InlineData("/Encrypt R ")]
    [InlineData("/Encrypt << /Filter /Other /R 2 /O (x) /U (x) /P 1 >> ")]
    [InlineData("/Encrypt << /Filter /Standard /R 6 /U <00> >> ")]
    [InlineData("/Encrypt << /Filter /Standard /R 3 /O <zz> /U (\\999\\) /P 99999999999999999999 /ID [")]
    [InlineData("/Encrypt << /Filter /Standard /CF << /U ")]
    public async Task What_is_not_understood_counts_as_asking_for_a_password(string trailer) => Assert.Equal(PdfFault.Encrypted, await FindAsync(TestPdf.Of("odd", 1, trailer)));

    [Fact]
    public void A_damaged_dictionary_is_judged_without_an_exception()
    {
        var files = EncryptedPdfs.All.SelectMany(one => new[] { one.Open, one.Locked }).Select(Convert.FromBase64String).ToArray();
        Gen.Select(Gen.Int[0, files.Length - 1].Select(at => files[at]), Gen.Int[0, 1_200], Gen.Byte, Gen.Byte, (file, at, one, other) =>
        {
            var bytes = file.ToArray();
            bytes[at % bytes.Length] = one;
            bytes[(at * 7) % bytes.Length] = other;
            return new MemoryStream(bytes);
        }).Sample(file => _ = PdfCheck.FindAsync(file, Stop).GetAwaiter().GetResult());
    }

    [Fact]
    public void Values_are_read_as_the_format_writes_them()
    {
        var members = PdfText.ReadDictionary("<< /A -4 /B (a\\(b(c)\\)\\n\\101\\\r\nd) /C <4 1F> /D /Name#20 /E << /A 9 /Z 1 >> /F [ 1 2 ] /G true /A 5 >> /H 1"u8);

        Assert.Equal(["A", "B", "C", "D", "G"], members.Keys.Order());
        Assert.Equal(-4L, members["A"]);
        Assert.Equal("a(b(c))\nAd", Encoding.Latin1.GetString((byte[])members["B"]));
        Assert.Equal([0x41, 0xF0], (byte[])members["C"]);
        Assert.Equal(new PdfName("Name#20"), members["D"]);
        Assert.Equal(true, members["G"]);
    }

    [Fact]
    public async Task The_word_alone_encrypts_nothing() => Assert.Null(await FindAsync(TestPdf.Of("/Encrypt, says a comment")));

    [Theory]
    [InlineData("%PDF-1.7")]
    [InlineData("%PDF-1.7\nstartxref\n%%EOF")]
    [InlineData("%PDF-1.7\nstartxref\n-5\n%%EOF")]
    [InlineData("%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF")]
    [InlineData("%PDF-1.7\nstartxref\n4000\n%%EOF")]
    [InlineData("%PDF-1.7\nxref\nstartxref\n9\n%%EOF")]
    [InlineData("%PDF-1.7\n<svg onload='alert(1)'/>\nstartxref\n9\n%%EOF")]
    public async Task What_only_begins_like_one_is_broken(string text) => Assert.Equal(PdfFault.Broken, await FindAsync(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public async Task A_file_cut_off_anywhere_is_broken()
    {
        for (var length = 1; length < Good.Length - 8; length++)
        {
            Assert.Equal(PdfFault.Broken, await FindAsync(Good[..length]));
        }
    }

    [Fact]
    public void Whatever_stands_where_it_is_judged_without_an_exception() => Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Byte, Gen.Byte.Array[0, 8], (at, put, added) =>
    {
        var bytes = Good.ToArray();
        bytes[at] = put;
        return new MemoryStream([.. bytes, .. added]);
    }).Sample(file => _ = PdfCheck.FindAsync(file, Stop).GetAwaiter().GetResult());

    private static Task<PdfFault?> FindAsync(byte[] file) => PdfCheck.FindAsync(new MemoryStream(file), Stop);

    private static byte[] Streamed(string dictionary) =>
        Encoding.ASCII.GetBytes($"%PDF-1.7\n12 0 obj\n<< /Type /XRef {dictionary} >>\nstream\nbytes\nendstream\nendobj\nstartxref\n9\n%%EOF\n");
}
