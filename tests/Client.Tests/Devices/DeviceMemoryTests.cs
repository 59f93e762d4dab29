using Classroom.Client.Devices;

namespace Classroom.Client.Tests.Devices;

public sealed class DeviceMemoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("classroom-device-").FullName;

    private string File => Path.Combine(_folder, "device");

    [Fact]
    public void Counters_are_given_out_once_and_above_what_the_server_remembers()
    {
        var memory = new InMemoryDeviceMemory();

        Assert.Equal(1, memory.Reserve(above: 0, count: 64));
        Assert.Equal(65, memory.Reserve(above: 3, count: 1));
        Assert.Equal(1_001, memory.Reserve(above: 1_000, count: 10));
        Assert.Equal(1_011, memory.Reserve(above: 0, count: 1));
    }

    [Fact]
    public void A_file_keeps_the_device_and_never_repeats_a_counter()
    {
        using (var first = new FileDeviceMemory(File))
        {
            first.Reserve(above: 0, count: 64);
        }

        using var again = new FileDeviceMemory(File);

        Assert.Equal(65, again.Reserve(above: 0, count: 64));
        Assert.Equal(System.IO.File.ReadAllLines(File)[0], again.Device.ToString());
    }

    [Fact]
    public void A_file_is_one_process_at_a_time()
    {
        using var held = new FileDeviceMemory(File);

        Assert.Throws<IOException>(() => new FileDeviceMemory(File));
    }

    [Theory]
    [InlineData("")]
    [InlineData("device\n")]
    [InlineData("device\n-5\n")]
    [InlineData("not a device\n5\n")]
    public void A_file_that_is_something_else_is_refused_and_left_alone(string text)
    {
        System.IO.File.WriteAllText(File, text);

        Assert.Throws<InvalidDataException>(() => new FileDeviceMemory(File));
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
