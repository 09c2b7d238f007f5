-- What a page takes of a Word file: no ids and sizes of Word's own, no links to them, no styles of characters, no table
-- of contents; a caption as the title of its picture.
local function bare(element)
  element.attr = pandoc.Attr()
  return element
end

local function content(element)
  return element.content
end

return {{
  Header = function(element)
    return element.classes:includes("TOC-Heading") and {} or bare(element)
  end,
  Link = function(element)
    return element.target:sub(1, 1) == "#" and element.content or bare(element)
  end,
  Image = bare,
  Div = content,
  Span = content,
  SmallCaps = content,
  Underline = function(element) return pandoc.Emph(element.content) end,
}, {
  Figure = function(element)
    local caption = pandoc.utils.stringify(element.caption.long)
    local image
    element:walk({Image = function(found) image = image or found end})
    if image then
      image.title = caption
      return pandoc.Para({image})
    end
  end,
}}
