using System.Diagnostics.Metrics;
using Classroom.Gateway.Problems;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Logs;

/// <summary>Gives turns at reading logs, so that long readings do not take the store from those who follow live.</summary>
internal sealed class LogReaders : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Classroom.Gateway.Logs";

    private static readonly TimeSpan WhenBusy = TimeSpan.FromSeconds(2);

    private readonly int _waitingMax;
    private readonly SemaphoreSlim _turns;
    private readonly Counter<long> _refused;
    private int _waiting;

    public LogReaders(IOptions<LogOptions> options, IMeterFactory meters)
    {
        _waitingMax = options.Value.WaitingMax;
        _turns = new(options.Value.ReadersMax);
        var meter = meters.Create(MeterName);
        _refused = meter.CreateCounter<long>("classroom.gateway.log_readings_refused", "{reading}", "Readings of logs that were refused, since too many waited.");
        meter.CreateObservableUpDownCounter("classroom.gateway.log_readings_waiting", () => Volatile.Read(ref _waiting), "{reading}", "Readings of logs that wait for their turn.");
    }

    /// <summary>Waits for a turn; it ends when what is returned is disposed.</summary>
    /// <exception cref="BusyException">As many wait already as may.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (_turns.Wait(0, CancellationToken.None))
        {
            return new Turn(_turns);
        }

        try
        {
            if (Interlocked.Increment(ref _waiting) > _waitingMax)
            {
                _refused.Add(1);
                throw new BusyException("Too many are reading lessons just now. Try again shortly.", WhenBusy);
            }

            await _turns.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        return new Turn(_turns);
    }

    public void Dispose() => _turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        private SemaphoreSlim? _turns = turns;

        public void Dispose() => Interlocked.Exchange(ref _turns, null)?.Release();
    }
}
