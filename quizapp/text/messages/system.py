"""What the system says of files and disks, by the name of its number (errno(3)); English in the words of glibc."""

CATALOG: dict[str, tuple[str, str]] = {
    "eacces": ("アクセスする権限がありません", "Permission denied"),
    "ebusy": ("ほかで使われています", "Device or resource busy"),
    "edquot": ("使ってよい容量を超えています", "Disk quota exceeded"),
    "eexist": ("同じ名前のものがすでにあります", "File exists"),
    "efbig": ("ファイルが大きすぎます", "File too large"),
    "eio": ("ディスクの読み書きに失敗しました", "Input/output error"),
    "eisdir": ("ファイルではなくフォルダです", "Is a directory"),
    "eloop": ("リンクをたどりきれません", "Too many levels of symbolic links"),
    "emfile": ("開いているファイルが多すぎます", "Too many open files"),
    "enametoolong": ("名前が長すぎます", "File name too long"),
    "enfile": ("システム全体で開いているファイルが多すぎます", "Too many open files in system"),
    "enoent": ("ファイルまたはフォルダがありません", "No such file or directory"),
    "enospc": ("ディスクに空きがありません", "No space left on device"),
    "enotdir": ("フォルダではありません", "Not a directory"),
    "enotempty": ("フォルダが空ではありません", "Directory not empty"),
    "eperm": ("許可されていない操作です", "Operation not permitted"),
    "erofs": ("読み取り専用のディスクです", "Read-only file system"),
}
