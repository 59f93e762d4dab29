using Classroom.Contracts.Ids;
using Classroom.Contracts.Settings;
using Classroom.Ports.Identity;

namespace Classroom.Ports.Settings;

/// <summary>Keeps what schools decided for their lessons. Held to tests/Storage.Tests/Settings/SchoolSettingsStoreSpec.</summary>
public interface ISchoolSettingsStore
{
    /// <summary>The school's settings; <see cref="StoredSettings.Undecided"/> if it decided nothing.</summary>
    Task<StoredSettings> ReadAsync(SchoolId school, CancellationToken cancellationToken = default);

    /// <summary>Writes the settings and the act if their version is one more than what is stored; durable on return.</summary>
    /// <returns>False, and nothing is written, if the stored version is another.</returns>
    Task<bool> SaveAsync(SchoolId school, StoredSettings settings, AuditAct act, CancellationToken cancellationToken = default);
}

/// <summary>Settings and their version.</summary>
/// <param name="Settings">What the school decided.</param>
/// <param name="Version">Grows by one with every change; 0 before the first.</param>
public sealed record StoredSettings(SchoolSettings Settings, long Version)
{
    /// <summary>Of a school that decided nothing.</summary>
    public static readonly StoredSettings Undecided = new(SchoolSettings.Default, 0);
}
