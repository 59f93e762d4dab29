using Classroom.Contracts.Ids;
using Classroom.Contracts.Settings;
using Classroom.Ports.Identity;
using Classroom.Ports.Settings;
using Classroom.Storage.Sqlite.Identity;

namespace Classroom.Storage.Sqlite.Settings;

/// <summary>Settings of schools in <c>school.db</c>.</summary>
internal sealed class SqliteSchoolSettingsStore(SqliteDatabase database) : ISchoolSettingsStore
{
    public Task<StoredSettings> ReadAsync(SchoolId school, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            session => session.QueryFirst(
                "SELECT late_after_minutes, language, participants_max, version FROM school_settings WHERE school = $school",
                row => new StoredSettings(new(row.GetInt32(0), (SchoolLanguage)row.GetInt32(1), row.IsDBNull(2) ? null : row.GetInt32(2)), row.GetInt64(3)),
                ("$school", school.ToString())) ?? StoredSettings.Undecided,
            cancellationToken);

    public Task<bool> SaveAsync(SchoolId school, StoredSettings settings, AuditAct act, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session =>
            {
                var isSaved = session.Execute(
                    settings.Version == 1
                        ? "INSERT INTO school_settings (school, late_after_minutes, language, participants_max, version) VALUES ($school, $late, $language, $max, $version) ON CONFLICT DO NOTHING"
                        : "UPDATE school_settings SET late_after_minutes = $late, language = $language, participants_max = $max, version = $version WHERE school = $school AND version = $version - 1",
                    ("$school", school.ToString()),
                    ("$late", (long)settings.Settings.LateAfterMinutes),
                    ("$language", (long)settings.Settings.Language),
                    ("$max", (long?)settings.Settings.ParticipantsMax),
                    ("$version", settings.Version)) == 1;
                if (isSaved)
                {
                    AuditRows.Append(session, act);
                }

                return isSaved;
            },
            cancellationToken);
}
