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
        _signIns = meters.Create(MeterName).CreateCounter<long>("classroom.identity.sign_ins", "{attempt}", "Sign-in attempts, and questions whether a code or link is good, by way and outcome.");

    /// <param name="way">
    /// <c>password</c>, <c>code</c>; <c>card</c> when only asked whose it is; <c>invitation</c> and <c>setup</c>, looked at or used; <c>reset</c> when said to be forgotten.
    /// </param>
    /// <param name="outcome"><c>ok</c>, or the code of the problem.</param>
    public void SignIn(string way, string outcome) => _signIns.Add(1, new TagList { { "way", way }, { "outcome", outcome } });
}
