using System.Globalization;

namespace Classroom.Rehearsal;

/// <summary>What to rehearse.</summary>
/// <param name="Url">The node to rehearse against; none to start one.</param>
/// <param name="Students">How many students, besides the teacher.</param>
/// <param name="Seconds">How long they play.</param>
/// <param name="Seed">Where the dice start.</param>
/// <param name="Kills">How often the own node is killed while they play.</param>
/// <param name="School">The school to play in.</param>
/// <param name="Login">Login of its office or of an administrator; only for a node that is not one's own.</param>
/// <param name="Password">The password to it.</param>
/// <param name="HistoryFile">Where the history is kept; none to keep it only if rules are broken, in <c>rehearsal-history.json</c>.</param>
internal sealed record RehearsalSettings(
    Uri? Url, int Students, int Seconds, int Seed, int Kills, string School, string? Login, string? Password, string? HistoryFile)
{
    /// <summary>Reads the arguments after <c>lesson</c>.</summary>
    /// <exception cref="FormatException">They are not understood.</exception>
    public static RehearsalSettings Parse(ReadOnlySpan<string> args, Func<string, string?> environment)
    {
        var settings = new RehearsalSettings(null, 30, 30, Random.Shared.Next(1, 1_000_000), 0, "demo", environment("CLASSROOM_LOGIN"), environment("CLASSROOM_PASSWORD"), null);
        for (var at = 0; at < args.Length; at++)
        {
            settings = args[at] switch
            {
                "--url" => settings with { Url = Address(args, ++at) },
                "--students" => settings with { Students = Number(args, ++at, 1, 500) },
                "--seconds" => settings with { Seconds = Number(args, ++at, 1, 86_400) },
                "--seed" => settings with { Seed = Number(args, ++at, 0, int.MaxValue) },
                "--kill" => settings with { Kills = 3 },
                "--kills" => settings with { Kills = Number(args, ++at, 0, 100) },
                "--school" => settings with { School = Value(args, ++at) },
                "--history" => settings with { HistoryFile = Value(args, ++at) },
                _ => throw new FormatException($"'{args[at]}' is not understood."),
            };
        }

        return settings switch
        {
            { Url: not null, Kills: > 0 } => throw new FormatException("Only a node of one's own is killed: leave out --url or --kill."),
            { Url: not null, Login: null } or { Url: not null, Password: null } => throw new FormatException("With --url, CLASSROOM_LOGIN and CLASSROOM_PASSWORD must be set."),
            _ => settings,
        };
    }

    private static string Value(ReadOnlySpan<string> args, int at) =>
        at < args.Length ? args[at] : throw new FormatException($"'{args[at - 1]}' needs a value.");

    private static Uri Address(ReadOnlySpan<string> args, int at) =>
        Uri.TryCreate(Value(args, at), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new FormatException($"'{args[at]}' is not an address. Write it as in http://localhost:8080.");

    private static int Number(ReadOnlySpan<string> args, int at, int min, int max) =>
        int.TryParse(Value(args, at), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new FormatException($"'{args[at - 1]}' takes a number from {min} to {max}.");
}
