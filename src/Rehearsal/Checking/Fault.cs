namespace Classroom.Rehearsal.Checking;

/// <summary>A broken rule, and what shows it.</summary>
/// <param name="Kind">Which rule.</param>
/// <param name="Where">The client or the log.</param>
/// <param name="Evidence">What was seen instead of what.</param>
internal sealed record Fault(FaultKind Kind, string Where, string Evidence)
{
    public override string ToString() => $"{Kind} at {Where}: {Evidence}";
}

/// <summary>The rules, by what breaks them.</summary>
internal enum FaultKind
{
    /// <summary>A command was accepted, and is not in the log where its answer says.</summary>
    AcceptedNotLogged,

    /// <summary>A command is in the log twice.</summary>
    DoneTwice,

    /// <summary>A command was refused for good, and is in the log.</summary>
    RefusedButLogged,

    /// <summary>A retry of an accepted command was answered otherwise than at first.</summary>
    FirstAnswerChanged,

    /// <summary>An anonymous answer was accepted and not counted, or counted twice.</summary>
    Miscounted,

    /// <summary>A command that was sent after another was accepted stands before it in the log.</summary>
    OutOfRealTime,

    /// <summary>The log has a gap or a doubled sequence.</summary>
    LogBroken,

    /// <summary>An epoch or a time falls along the log, or an epoch at a client.</summary>
    EpochFell,

    /// <summary>What a client was sent covers not one range after the other.</summary>
    RangeGap,

    /// <summary>A client may see an entry of a range it was sent, and did not get it.</summary>
    NotDelivered,

    /// <summary>A client got an entry twice.</summary>
    DeliveredTwice,

    /// <summary>A client got an entry after a later one.</summary>
    DeliveredOutOfOrder,

    /// <summary>A client got an entry that it may not see.</summary>
    Leaked,

    /// <summary>A client got an entry that is not in the log.</summary>
    DeliveredNotLogged,

    /// <summary>A client got another entry than the one the log has at its sequence.</summary>
    TwoValues,

    /// <summary>A view is not what its viewer may see of the log so far.</summary>
    ViewDiffers,

    /// <summary>A client that was live at the end does not hold the end of the log.</summary>
    NotConverged,

    /// <summary>The register has somebody there 15 seconds or more after any of their clients was connected.</summary>
    RegisterFalse,

    /// <summary>The register has somebody away while a client of theirs was connected.</summary>
    RegisterMissing,
}
