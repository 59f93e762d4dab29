using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Classroom.Contracts.Ids;

namespace Classroom.Domain.Lessons;

/// <summary>The answers of one participant as snapshots hold them: a snapshot of a full lesson is mostly answers, and is written with every deletion.</summary>
/// <param name="Forgotten">As they are.</param>
/// <param name="Devices">The devices, each named once.</param>
/// <param name="Answers">
/// Three numbers an answer, in the order they were given: index of the device; counter less the one before of that device;
/// sequence less the one before.
/// </param>
/// <param name="Given">The answers as earlier builds wrote them; absent since.</param>
internal sealed record CompactAnswers(
    ImmutableList<ForgottenCounter> Forgotten, ImmutableArray<DeviceId>? Devices = null, ImmutableArray<long>? Answers = null, ImmutableList<GivenAnswer>? Given = null)
{
    private const int NumbersPerAnswer = 3;

    public static CompactAnswers Of(ParticipantAnswers answers)
    {
        var devices = answers.Given.Select(given => given.Device).Distinct().ToImmutableArray();
        var counters = new long[devices.Length];
        var numbers = ImmutableArray.CreateBuilder<long>(answers.Given.Count * NumbersPerAnswer);
        var sequence = 0L;
        foreach (var given in answers.Given)
        {
            var device = devices.IndexOf(given.Device);
            numbers.AddRange(device, given.Counter - counters[device], given.Sequence - sequence);
            (counters[device], sequence) = (given.Counter, given.Sequence);
        }

        return new(answers.Forgotten, devices, numbers.MoveToImmutable());
    }

    /// <exception cref="JsonException">The numbers are not of answers.</exception>
    public ParticipantAnswers Expand()
    {
        if (Given is { } given)
        {
            return new(given, Forgotten);
        }

        if (Devices is not { IsDefault: false } devices || Answers is not { IsDefault: false } numbers || numbers.Length % NumbersPerAnswer != 0)
        {
            throw new JsonException("The answers of a participant are cut short.");
        }

        var counters = new long[devices.Length];
        var expanded = ImmutableList.CreateBuilder<GivenAnswer>();
        var sequence = 0L;
        for (var i = 0; i < numbers.Length; i += NumbersPerAnswer)
        {
            if (numbers[i] < 0 || numbers[i] >= devices.Length)
            {
                throw new JsonException($"There is no device {numbers[i]} among the answers of a participant.");
            }

            var device = (int)numbers[i];
            counters[device] += numbers[i + 1];
            sequence += numbers[i + 2];
            expanded.Add(new(devices[device], counters[device], sequence));
        }

        return new(expanded.ToImmutable(), Forgotten);
    }
}

internal sealed class CompactAnswersConverter : JsonConverter<ParticipantAnswers>
{
    public override bool HandleNull => true; // To refuse it.

    public override ParticipantAnswers Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, SnapshotJson.Default.CompactAnswers)?.Expand() ?? throw new JsonException("null is no answers.");

    public override void Write(Utf8JsonWriter writer, ParticipantAnswers value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, CompactAnswers.Of(value), SnapshotJson.Default.CompactAnswers);
}
