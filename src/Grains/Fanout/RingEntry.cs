namespace Classroom.Grains.Fanout;

/// <summary>One of a lesson's latest entries, as it is pushed.</summary>
/// <param name="Sequence">Its sequence.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Payload">UTF-8 JSON, encoded once.</param>
internal readonly record struct RingEntry(long Sequence, long Epoch, ReadOnlyMemory<byte> Payload);
