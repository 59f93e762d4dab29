namespace Classroom.Gateway.Identity.Passwords;

/// <summary>Which passwords and logins are accepted. Pure.</summary>
internal static class PasswordRules
{
    /// <summary>Shortest accepted password, in characters.</summary>
    public const int LengthMin = 10;

    /// <summary>Longest accepted password, in characters: bounds what hashing one can cost.</summary>
    public const int LengthMax = 256;

    /// <summary>Shortest accepted login, in characters.</summary>
    public const int LoginLengthMin = 3;

    /// <summary>Longest accepted login, in characters: the longest e-mail address.</summary>
    public const int LoginLengthMax = 254;

    // Stems of the passwords seen most in published leaks that reach the length by repetition, years or digits.
    private static readonly string[] Stems =
    [
        "password", "passw0rd", "motdepasse", "azerty", "azertyuiop", "qwerty", "qwertyuiop", "qwertz", "1234567890", "0123456789", "123456789", "987654321",
        "1q2w3e4r5t", "iloveyou", "jetaime", "letmein", "welcome", "bienvenue", "admin", "administrator", "administrateur", "football", "baseball", "sunshine",
        "princess", "princesse", "doudou", "chouchou", "soleil", "loulou", "monkey", "dragon", "superman", "batman", "abcdefghij", "abc123", "changeme", "secret",
        "classroom", "college", "lycee", "ecole", "school", "professeur", "teacher",
    ];

    /// <summary>Whether the password is long enough, not the login in another dress, and not among the first that anybody tries.</summary>
    public static bool IsStrong(string? password, string login)
    {
        if (password is not { Length: >= LengthMin and <= LengthMax } || password.Distinct().Count() < 4)
        {
            return false;
        }

        var folded = password.ToLowerInvariant();
        var local = login.Split('@')[0];
        return !folded.Contains(login, StringComparison.Ordinal)
            && !(local.Length >= 4 && IsDressed(folded, local))
            && !Stems.Any(stem => IsDressed(folded, stem));
    }

    /// <summary>One form per login: outer spaces and case do not matter. Null if it is not 3 to 254 printable characters without spaces.</summary>
    public static string? NormalizeLogin(string? login)
    {
        if (login is not { Length: <= LoginLengthMax + 20 })
        {
            return null;
        }

        var text = login.Trim().ToLowerInvariant();
        return text.Length is >= LoginLengthMin and <= LoginLengthMax && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? text : null;
    }

    // What is left without the stem, digits and punctuation is too little to guess.
    private static bool IsDressed(string folded, string stem) =>
        folded.Contains(stem, StringComparison.Ordinal) && folded.Replace(stem, "", StringComparison.Ordinal).Count(char.IsLetter) < 4;
}
