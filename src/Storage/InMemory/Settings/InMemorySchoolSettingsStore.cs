using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;
using Classroom.Ports.Settings;
using Classroom.Storage.InMemory.Identity;

namespace Classroom.Storage.InMemory.Settings;

/// <summary>Settings that live as long as the object: for tests.</summary>
internal sealed class InMemorySchoolSettingsStore(InMemoryAuditTrail trail) : ISchoolSettingsStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SchoolId, StoredSettings> _settings = [];

    public Task<StoredSettings> ReadAsync(SchoolId school, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_settings.GetValueOrDefault(school, StoredSettings.Undecided));
        }
    }

    public Task<bool> SaveAsync(SchoolId school, StoredSettings settings, AuditAct act, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_settings.GetValueOrDefault(school, StoredSettings.Undecided).Version != settings.Version - 1)
            {
                return Task.FromResult(false);
            }

            _settings[school] = settings;
            trail.Append(act);
            return Task.FromResult(true);
        }
    }
}
