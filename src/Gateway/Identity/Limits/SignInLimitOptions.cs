using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Identity.Limits;

/// <summary>Limits of one gateway for people who are not signed in. Section <c>Identity:Limits</c>; checked at startup.</summary>
internal sealed class SignInLimitOptions
{
    /// <summary>Sign-ins, setups, forgotten passwords, cards asked about, and invitations looked at or accepted, at once from one address prefix. Default: 8,000, four schools of 1,000 that scan their cards behind one address.</summary>
    [Range(1, 1_000_000)]
    public int AddressBurstMax { get; set; } = 8_000;

    /// <summary>How many of these come back each second. Default: 100.</summary>
    [Range(1, 100_000)]
    public int AddressRatePerSecond { get; set; } = 100;

    /// <summary>Code sign-ins, and questions whose a card is, at once to one school from one address prefix. Default: 4,000, a school of 1,000 whose pupils scan their cards twice.</summary>
    [Range(1, 1_000_000)]
    public int CodeBurstMax { get; set; } = 4_000;

    /// <summary>How many of these come back each second. Default: 50.</summary>
    [Range(1, 100_000)]
    public int CodeRatePerSecond { get; set; } = 50;

    /// <summary>Wrong passwords for one account from one place before the next has to wait. Default: 5.</summary>
    [Range(1, 100)]
    public int PasswordFreeTries { get; set; } = 5;

    /// <summary>First wait; doubles with each wrong password. Default: 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan PasswordDelayMin { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait. Default: 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan PasswordDelayMax { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Without tries for this long, wrong passwords are forgotten. Default: 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan PasswordMemory { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Pairs of login and place remembered; 300 bytes each, at most 1,500 for one at which many schools were named. Default: 100,000.</summary>
    [Range(100, 10_000_000)]
    public int PasswordTriesMax { get; set; } = 100_000;

    /// <summary>Sign-ins that hash at once for each of two kinds: browsers that signed in before, and all others. 100 to 200 ms of one core each; a quarter of the cores leaves room for lessons. Default: 1.</summary>
    [Range(1, 64)]
    public int PasswordHashesMax { get; set; } = 1;

    /// <summary>Sign-ins of one kind waiting to be hashed before the next is told to come back. Default: 100, 10 to 20 seconds.</summary>
    [Range(0, 10_000)]
    public int PasswordQueueMax { get; set; } = 100;
}

[OptionsValidator]
internal sealed partial class SignInLimitOptionsValidator : IValidateOptions<SignInLimitOptions>;
