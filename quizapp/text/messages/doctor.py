"""What `quizapp doctor` says."""

CATALOG: dict[str, tuple[str, str]] = {
    "area_terminal": ("端末", "Terminal"),
    "area_paths": ("場所", "Places"),
    "area_database": ("記録", "Progress"),
    "area_bank": ("問題", "Questions"),
    "area_versions": ("バージョン", "Versions"),
    "size": ("大きさ {value}", "Size {value}"),
    "advice_size": ("{least} 以上に広げてください。", "Make it at least {least}."),
    "colours_full": ("色 1,677 万色", "Colours: 16.7 million"),
    "colours_256": ("色 256 色", "Colours: 256"),
    "colours_16": ("色 16 色", "Colours: 16"),
    "colours_none": (
        "色なし（正誤は記号と言葉でも示されます）",
        "No colours (right and wrong are also told by sign and word)",
    ),
    "advice_colours": (
        "TERM=xterm-256color か COLORTERM=truecolor で見やすくなります。配色 ansi-dark も使えます。",
        "TERM=xterm-256color or COLORTERM=truecolor looks better; the theme ansi-dark (or ansi-light) works too.",
    ),
    "ambiguous": ("○ や ─ の幅 {value} 桁", "Width of ○ and ─: {value}"),
    "ambiguous_unknown": (
        "○ や ─ の幅は端末が答えないため分かりません。表の罫線がずれるときは「曖昧な文字の幅」を半角にしてください。",
        "Width of ○ and ─: the terminal does not say. If frames are shifted, set “ambiguous width” to narrow.",
    ),
    "advice_ambiguous": (
        "端末の設定で「曖昧な文字の幅」（East Asian Ambiguous Width）を半角にしてください。",
        "Set the terminal's “ambiguous width” (East Asian) to narrow (single).",
    ),
    "images_kitty": ("画像 kitty 方式で表示できます。", "Images: by the kitty protocol"),
    "images_sixel": ("画像 sixel で表示できます。", "Images: sixel"),
    "images_none": (
        "画像は表示できません（図の内容は文章で読めるので差し支えありません）。",
        "No images (figures are told in words, so nothing is lost)",
    ),
    "advice_images": (
        "図を画像で見るには pip install 'quizapp[images]' を実行してください。",
        "To see figures as pictures: pip install 'quizapp[images]'",
    ),
    "encoding": ("文字コード {value}", "Encoding {value}"),
    "advice_encoding": ("LANG を ja_JP.UTF-8 などにしてください。", "Set LANG to a UTF-8 locale such as en_US.UTF-8."),
    "input_method": ("日本語入力に対応しています。", "Input methods work"),
    "input_method_off": (
        "TEXTUAL_DISABLE_KITTY_KEY が 1 でないため、日本語入力が失われることがあります。",
        "TEXTUAL_DISABLE_KITTY_KEY is not 1: what an input method commits may be lost",
    ),
    "advice_input_method": (
        "環境変数 TEXTUAL_DISABLE_KITTY_KEY を消してください。",
        "Remove TEXTUAL_DISABLE_KITTY_KEY from the environment.",
    ),
    "folder_data": ("記録の場所 {value}", "Progress is kept in {value}"),
    "folder_config": ("設定の場所 {value}", "Settings are kept in {value}"),
    "advice_folder": (
        "書き込めません。権限を直すか、QUIZAPP_HOME で別の場所を指定してください。",
        "It can't be written: change its permissions, or name another place in QUIZAPP_HOME.",
    ),
    "settings": ("設定ファイル {value}", "Settings file {value}"),
    "settings_faults": ("設定に読めない所があります：{first}", "Settings that could not be read: {first}"),
    "advice_settings": (
        "その行を直すか消してください。既定値で動いています。",
        "Mend or remove that line. The default is used meanwhile.",
    ),
    "on_a_server": ("サーバー上のデータベースを使います。", "The database is on a server"),
    "not_made_yet": ("{value}（初回の起動で作られます）", "{value} (made at the first start)"),
    "file": ("{value}（{size} MB）", "{value} ({size} MB)"),
    "read_only": ("書き込めません。答えが保存されません。", "It can't be written: no answer would be kept"),
    "advice_read_only": (
        "ファイルの権限を直してください（例：chmod u+w {value}）。",
        "Change the permissions of the file, e.g. chmod u+w {value}",
    ),
    "sound": ("壊れていません。", "Sound"),
    "unsound": ("{first}", "{first}"),
    "advice_unsound": (
        "`quizapp db backups` で控えを見て、`quizapp db restore` で戻せます。",
        "See the copies with `quizapp db backups`, and go back to one with `quizapp db restore`.",
    ),
    "backup": ("最後の控え {value}", "Last back-up {value}"),
    "no_backup": ("控えはまだありません。", "No back-up yet"),
    "questions": (
        "問題ファイル {value}（出題できるもの {ready}）",
        "{value} question {value:file|files}, {ready} of them ready",
    ),
    "faults": ("読めない所 {value} 件：{first}", "{value} {value:fault|faults}: {first}"),
    "advice_faults": ("`quizapp bank lint` がすべてを示します。", "`quizapp bank lint` shows all of them."),
    "program": ("quizapp {value} · Python {python} · {system}", "quizapp {value} · Python {python} · {system}"),
    "libraries": ("{listed}", "{listed}"),
    "advice_libraries": (
        "ありません：{missing}。インストールし直してください。",
        "Missing: {missing}. Install quizapp again.",
    ),
    "extra": ("{library} {value}（追加部品 {extra}）", "{library} {value} (extra {extra})"),
    "no_extra": (
        "追加部品 {extra}（{library}）はありません。なくても使えます。",
        "The extra {extra} ({library}) is not installed, and not needed",
    ),
}
