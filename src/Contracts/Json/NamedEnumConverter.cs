using System.Text.Json.Serialization;

namespace Classroom.Contracts.Json;

/// <summary>Writes an enum by its members' names and reads nothing else: a number names no member, so it is refused as any unknown name is.</summary>
public sealed class NamedEnumConverter<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false)
    where T : struct, Enum;
