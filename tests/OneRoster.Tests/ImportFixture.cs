using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Imports;
using Classroom.Ports.Rosters;
using Classroom.Storage.InMemory.Rosters;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Classroom.OneRoster.Tests;

/// <summary>An importer over a store in memory.</summary>
internal sealed class ImportFixture
{
    public ImportFixture(OneRosterOptions? options = null) => Importer = ImporterOf(Store, options);

    public InMemoryRosterStore Store { get; } = new(new());

    public RosterImporter Importer { get; }

    public static RosterImporter ImporterOf(IRosterStore store, OneRosterOptions? options = null) =>
        new(store, Options.Create(options ?? new()), TimeProvider.System, NullLogger<RosterImporter>.Instance);

    public Task<RosterImport> ImportAsync(Stream archive, RosterScope? scope = null) =>
        Importer.ImportAsync(archive, scope ?? RosterScope.Node(), null, TestContext.Current.CancellationToken);

    public async Task<RosterReport> ReportAsync(Stream archive, RosterScope? scope = null) => (await ImportAsync(archive, scope)).Report;
}
