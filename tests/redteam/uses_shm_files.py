"""Files in memory are memory: 300 MB in /dev/shm."""


def attack():
    for number in range(10):
        with open(f"/dev/shm/redteam-uses_shm_files-{number}", "wb") as file:
            for _ in range(30):
                file.write(bytes(1 << 20))
    return True
