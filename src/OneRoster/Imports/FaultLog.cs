using System.Collections.Immutable;
using System.Text;
using Classroom.Contracts.Rosters;

namespace Classroom.OneRoster.Imports;

/// <summary>What is wrong with an archive: the first faults, and how many there are.</summary>
internal sealed class FaultLog(int listMax)
{
    /// <summary>Characters shown of an offending value.</summary>
    private const int ValueLengthMax = 64;

    private readonly ImmutableArray<RosterFault>.Builder _faults = ImmutableArray.CreateBuilder<RosterFault>();

    public long Count { get; private set; }

    public ImmutableArray<RosterFault> Listed => _faults.ToImmutable();

    public void Add(RosterFaultCode code, string? file = null, long? line = null, string? column = null, string? value = null, string[]? allowed = null)
    {
        Count++;
        if (_faults.Count < listMax)
        {
            _faults.Add(new(code, file, line, column, Shown(value), allowed is null ? null : [.. allowed]));
        }
    }

    /// <summary>The value as it may be shown to people: short, on one line, without characters that rearrange text.</summary>
    private static string? Shown(string? value)
    {
        if (value is null)
        {
            return null;
        }

        var shown = new StringBuilder(Math.Min(value.Length, ValueLengthMax + 1));
        foreach (var rune in value.EnumerateRunes())
        {
            if (shown.Length + rune.Utf16SequenceLength > ValueLengthMax)
            {
                return shown.Append('…').ToString();
            }

            shown.Append((PlainText.IsPlain(rune) ? rune : Rune.ReplacementChar).ToString());
        }

        return shown.ToString();
    }
}
