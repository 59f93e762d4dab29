namespace Classroom.SingleNode.Hosting;

/// <summary>A setting is not understood, or out of its range. Nothing was started.</summary>
internal sealed class SettingException(string message, Exception? innerException = null) : Exception(message, innerException);
