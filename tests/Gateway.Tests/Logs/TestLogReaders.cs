using Classroom.Gateway.Logs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Tests.Logs;

/// <summary>Turns at reading logs, with meters of their own.</summary>
internal sealed class TestLogReaders : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public TestLogReaders(int readersMax = 3, int waitingMax = 1_000) =>
        Turns = ActivatorUtilities.CreateInstance<LogReaders>(_services, Options.Create(new LogOptions { ReadersMax = readersMax, WaitingMax = waitingMax }));

    public LogReaders Turns { get; }

    public void Dispose()
    {
        Turns.Dispose();
        _services.Dispose();
    }
}
