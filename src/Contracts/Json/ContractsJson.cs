using System.Text.Json;
using System.Text.Json.Serialization;
using Classroom.Contracts.Admission;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Lessons;

namespace Classroom.Contracts.Json;

/// <summary>Source-generated metadata of everything that leaves the cluster; use it through <see cref="ProtocolJson"/>.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    AllowOutOfOrderMetadataProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(MillisecondsJsonConverter)])]
[JsonSerializable(typeof(LessonEntry))]
[JsonSerializable(typeof(LessonEvent))]
[JsonSerializable(typeof(LessonCommand))]
[JsonSerializable(typeof(LessonView))]
[JsonSerializable(typeof(JoinLesson))]
[JsonSerializable(typeof(JoinAnswer))]
[JsonSerializable(typeof(FollowLesson))]
[JsonSerializable(typeof(SendCommand))]
[JsonSerializable(typeof(SendSignal))]
[JsonSerializable(typeof(ClientHeartbeat))]
[JsonSerializable(typeof(LessonWelcome))]
[JsonSerializable(typeof(LessonEntries))]
[JsonSerializable(typeof(CommandAnswer))]
[JsonSerializable(typeof(LessonSignals))]
[JsonSerializable(typeof(ServerHeartbeat))]
[JsonSerializable(typeof(ConnectionClosing))]
public sealed partial class ContractsJson : JsonSerializerContext;
