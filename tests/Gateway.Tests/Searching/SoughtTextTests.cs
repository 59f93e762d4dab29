using Classroom.Gateway.Searching;

namespace Classroom.Gateway.Tests.Searching;

public sealed class SoughtTextTests
{
    [Theory]
    [InlineData("eleve", "Les élèves de 3e B")]
    [InlineData("élève", "les ELEVES de 3e B")]
    [InlineData("ELEVE", "un e\u0301le\u0300ve")]
    [InlineData("e\u0301le\u0300ve", "un élève")]
    [InlineData("coeur", "Par cœur !")]
    [InlineData("œuvre", "chef-d'oeuvre")]
    [InlineData("l'eau", "L’EAU bout")]
    [InlineData("la ?", "Qui est là\u202f?")]
    [InlineData("page 42", "à la page\n42")]
    [InlineData("nguyen thi duong", "Nguyễn Thị Đường")]
    [InlineData("Nguyễn", "nguyen")]
    [InlineData("nguyễn", "Nguye\u0302\u0303n")]
    [InlineData("strasse", "die Straße")]
    [InlineData("lodz", "Łódź")]
    [InlineData("istanbul", "İSTANBUL")]
    [InlineData("\u0643\u062a\u0628", "\u0643\u064e\u062a\u064e\u0628\u064e")] // kataba, with and without its vowels.
    [InlineData("\u0627\u062d\u0645\u062f", "\u0623\u062d\u0645\u062f")] // Ahmad, with and without hamza.
    [InlineData("\u0623\u062d\u0645\u062f", "\u0627\u0654\u062d\u0645\u0640\u0640\u062f")] // The same in two characters, and stretched.
    [InlineData("αθηνα", "Η Αθήνα")]
    [InlineData("ОДЕССА", "одесса")]
    [InlineData("елка", "Ёлка")]
    [InlineData("❤", "merci ❤️")]
    [InlineData("😀", "bravo 😀")]
    public void Capitals_and_accents_do_not_matter(string sought, string text) => Assert.True(SoughtText.Of(sought)!.IsIn(text));

    [Theory]
    [InlineData("eleve", "une élégie")]
    [InlineData("duong", "Dong")]
    [InlineData("😀", "bravo 😁")]
    [InlineData("กา", "กิา")] // Thai vowels are written like marks, and make other words.
    [InlineData("\u0915\u0941", "\u0915\u0942")] // So are those of Hindi.
    [InlineData("\u0301", "elève")]
    public void Other_words_are_not_found(string sought, string text) => Assert.False(SoughtText.Of(sought)!.IsIn(text));

    [Fact]
    public void A_mark_alone_is_found_where_it_stands() => Assert.True(SoughtText.Of("\u0301")!.IsIn("e\u0301"));

    [Fact]
    public void Nothing_is_sought_with_nothing() => Assert.Null(SoughtText.Of(""));
}
