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
