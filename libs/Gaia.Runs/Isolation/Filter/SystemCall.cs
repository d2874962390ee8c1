namespace Gaia.Runs.Isolation.Filter;

/// <summary>A system call by its numbers in the kernel's tables; from 424 on they are the same everywhere.</summary>
internal readonly record struct SystemCall(string Name, uint? X64, uint? Arm64)
{
    public static SystemCall Unshare { get; } = new("unshare", 272, 97);

    public static SystemCall CloneProcess { get; } = new("clone", 56, 220);

    public static SystemCall Clone3 { get; } = new("clone3", 435, 435);

    public static SystemCall Ioctl { get; } = new("ioctl", 16, 29);

    /// <summary>What no run needs.</summary>
    public static IReadOnlyList<SystemCall> Refused { get; } =
    [
        // Into other processes of the run, as a debugger gets. /proc/PID/mem is guarded by the kernel's own rules alone.
        new("ptrace", 101, 117), new("process_vm_readv", 310, 270), new("process_vm_writev", 311, 271), new("kcmp", 312, 272),
        new("pidfd_getfd", 438, 438), new("process_madvise", 440, 440), new("move_pages", 279, 239), new("migrate_pages", 256, 238),
        // Key rings are the machine's, not the sandbox's.
        new("add_key", 248, 217), new("request_key", 249, 218), new("keyctl", 250, 219),
        // Where most faults of the kernel were found that lead out of a sandbox.
        new("bpf", 321, 280), new("perf_event_open", 298, 241), new("userfaultfd", 323, 282),
        new("io_uring_setup", 425, 425), new("io_uring_enter", 426, 426), new("io_uring_register", 427, 427),
        new("fanotify_init", 300, 262), new("open_by_handle_at", 304, 265), new("lookup_dcookie", 212, 18),
        // Its view of the machine.
        new("mount", 165, 40), new("umount2", 166, 39), new("pivot_root", 155, 41), new("chroot", 161, 51), new("setns", 308, 268),
        new("open_tree", 428, 428), new("move_mount", 429, 429), new("fsopen", 430, 430), new("fsconfig", 431, 431), new("fsmount", 432, 432),
        new("fspick", 433, 433), new("mount_setattr", 442, 442), new("open_tree_attr", 467, 467),
        // The machine itself.
        new("kexec_load", 246, 104), new("kexec_file_load", 320, 294), new("init_module", 175, 105), new("finit_module", 313, 273),
        new("delete_module", 176, 106), new("reboot", 169, 142), new("swapon", 167, 224), new("swapoff", 168, 225), new("acct", 163, 89),
        new("syslog", 103, 116), new("quotactl", 179, 60), new("quotactl_fd", 443, 443), new("settimeofday", 164, 170), new("clock_settime", 227, 112),
        new("vhangup", 153, 58), new("iopl", 172, null), new("ioperm", 173, null), new("modify_ldt", 154, null), new("uselib", 134, null),
        new("_sysctl", 156, null), new("nfsservctl", 180, 42),
    ];
}
