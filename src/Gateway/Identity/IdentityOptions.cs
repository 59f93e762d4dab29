using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Identity;

/// <summary>Lifetimes and limits of identity. Section <c>Identity</c>; checked at startup; explained in docs/identity.md.</summary>
internal sealed class IdentityOptions
{
    /// <summary>What the names of the cookies end in: lower-case letters and digits, at most 32; the same at every gateway of a cluster. Default: made once and kept with the data, so that two nodes of one host do not sign each other's people out.</summary>
    [RegularExpression("[a-z0-9]{0,32}")]
    public string? CookieSuffix { get; set; }

    /// <summary>How long a remembered session of a student lasts. Default: 30 days.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "400.00:00:00")]
    public TimeSpan StudentSessionLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a remembered session of a teacher or of the office lasts. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "90.00:00:00")]
    public TimeSpan StaffSessionLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a session lasts at most that is not remembered, and every session of an administrator. Default: 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan BriefSessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long a checked session is believed before the store is asked again: the latest a revocation takes effect on other gateways. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SessionCheckInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a session that was good is believed while the store does not answer. Default: 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SessionCheckStaleMax { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the store may take to check a session before it counts as not answering. Default: 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan SessionCheckTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Checked sessions remembered by one gateway; about 300 bytes each. Default: 50,000.</summary>
    [Range(100, 1_000_000)]
    public int SessionChecksMax { get; set; } = 50_000;

    /// <summary>How long a lesson ticket may be redeemed. Default: 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:01:00")]
    public TimeSpan TicketLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How far the clocks of two gateways may differ. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan ClockSkewMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Redeemed tickets remembered by one gateway until they expire; about 150 bytes each. Default: 100,000.</summary>
    [Range(1, 1_000_000)]
    public int TicketsRememberedMax { get; set; } = 100_000;

    /// <summary>How long an invitation can be accepted. Default: 7 days.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "30.00:00:00")]
    public TimeSpan InvitationLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long a link that makes an administrator can be used: that of the first start, of which a restart prints a new one, an administrator's invitation of another, and a recovery. Default: 1 day.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00")]
    public TimeSpan SetupLifetime { get; set; } = TimeSpan.FromDays(1);
}

[OptionsValidator]
internal sealed partial class IdentityOptionsValidator : IValidateOptions<IdentityOptions>;
