using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Classroom.Gateway.Identity;

/// <summary>Counts what happens at the door. Failed sign-ins are here, not in the audit trail: strangers must not be able to fill it.</summary>
internal sealed class IdentityMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Classroom.Identity";

    private readonly Counter<long> _signIns;

    public IdentityMetrics(IMeterFactory meters) =>
        _signIns = meters.Create(MeterName).CreateCounter<long>("classroom.identity.sign_ins", "{attempt}", "Sign-in attempts by way and outcome.");

    /// <param name="way"><c>password</c> or <c>code</c>.</param>
    /// <param name="outcome"><c>ok</c>, or the code of the problem.</param>
    public void SignIn(string way, string outcome) => _signIns.Add(1, new TagList { { "way", way }, { "outcome", outcome } });
}
