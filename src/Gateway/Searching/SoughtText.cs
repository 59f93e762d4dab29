namespace Classroom.Gateway.Searching;

/// <summary>What texts are searched for; capitals and accents do not matter.</summary>
internal sealed class SoughtText
{
    private readonly string _exact;
    private readonly string _folded;

    private SoughtText(string search) => (_exact, _folded) = (search, SearchWords.Fold(search));

    /// <summary>Null: nothing is sought.</summary>
    public static SoughtText? Of(string search) => search.Length == 0 ? null : new(search);

    /// <summary>Whether the text holds it. What is nothing but marks is sought as it is.</summary>
    public bool IsIn(string text) => _folded.Length == 0 ? text.Contains(_exact, StringComparison.Ordinal) : SearchWords.Fold(text).Contains(_folded, StringComparison.Ordinal);
}
